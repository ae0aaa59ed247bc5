using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The method <c>format</c> of texts: fields by number, by name or in order, without attributes and format codes.</summary>
internal static class BraceFormat
{
    public static object Apply(string format, CallArguments arguments)
    {
        var result = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                result.Append(c);
                i++;
            }
            else if (c == '{')
            {
                int close = format.IndexOf('}', i);
                if (close < 0) throw new ChatTemplateException("A format has a '{' without its '}'.");
                string field = format[(i + 1)..close];
                result.Append(PyText.Of(Value(field.Length == 0 ? (next++).ToString(CultureInfo.InvariantCulture) : field, arguments)));
                i = close;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static object? Value(string field, CallArguments arguments)
    {
        if (int.TryParse(field, out int place) && place < arguments.Positional.Count) return arguments.Positional[place];
        return arguments.Named.TryGetValue(field, out object? value) ? value : throw new ChatTemplateException($"The field '{{{field}}}' of a format is not given or not supported.");
    }
}
