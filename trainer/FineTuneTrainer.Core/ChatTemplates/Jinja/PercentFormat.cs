using System.Globalization;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Python's <c>%</c> of a text, with the conversions s, r, d, i, f and %.</summary>
internal static class PercentFormat
{
    public static string Apply(string format, object? values)
    {
        IReadOnlyList<object?> items = values is PyTuple tuple ? tuple.Items : [values];
        var result = new StringBuilder();
        int used = 0;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                result.Append(format[i]);
                continue;
            }

            int start = i + 1;
            for (i++; i < format.Length && (char.IsAsciiDigit(format[i]) || format[i] is '.' or '-' or '+' or '0'); i++)
            {
            }

            if (i >= format.Length) throw new ChatTemplateException("A format ends behind its '%'.");
            if (format[i] == '%')
            {
                result.Append('%');
                continue;
            }

            if (used == items.Count) throw new ChatTemplateException("There are not enough values for the format.");
            result.Append(One(format[i], format[start..i], items[used++]));
        }

        if (used < items.Count && values is not PyDict) throw new ChatTemplateException("Not all values were used by the format.");
        return result.ToString();
    }

    private static string One(char conversion, string options, object? value)
    {
        string[] parts = options.Split('.');
        int? precision = parts.Length > 1 && int.TryParse(parts[1], out int digits) ? digits : null;
        string text = conversion switch
        {
            's' => Cut(PyText.Of(value), precision),
            'r' => PyText.Repr(value),
            'd' or 'i' => Math.Truncate(Operators.ToDouble(value)).ToString("F0", CultureInfo.InvariantCulture),
            'f' => Operators.ToDouble(value).ToString($"F{precision ?? 6}", CultureInfo.InvariantCulture),
            _ => throw new ChatTemplateException($"The conversion '%{conversion}' is not supported."),
        };
        if (!int.TryParse(parts[0].TrimStart('-', '+', '0'), out int width)) return text;
        return parts[0].Contains('-') ? text.PadRight(width) : parts[0].StartsWith('0') ? text.PadLeft(width, '0') : text.PadLeft(width);
    }

    private static string Cut(string text, int? length) => length is { } most && most < text.Length ? text[..most] : text;
}
