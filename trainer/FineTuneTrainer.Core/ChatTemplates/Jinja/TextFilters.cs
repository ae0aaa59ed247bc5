using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Filters of texts, and those that make texts.</summary>
internal static class TextFilters
{
    public static IReadOnlyDictionary<string, Func<object?, CallArguments, object?>> All { get; } = new Dictionary<string, Func<object?, CallArguments, object?>>
    {
        ["trim"] = (v, a) => StringMethods.Strip(PyText.Of(v), a, left: true, right: true),
        ["upper"] = (v, _) => Like(v, PyCase.Upper(PyText.Of(v))),
        ["lower"] = (v, _) => Like(v, PyCase.Lower(PyText.Of(v))),
        ["capitalize"] = (v, _) => Like(v, PyCase.Capitalize(PyText.Of(v))),
        ["title"] = (v, _) => Title(PyText.Of(v)),
        ["replace"] = (v, a) => StringMethods.Replace(PyText.Of(v), a.Text(0, "old"), a.Text(1, "new"), a.Value(2, "count", null) is null ? -1 : a.Number(2, "count")),
        ["string"] = (v, _) => v is Markup ? v : PyText.Of(v),
        ["format"] = (v, a) => PercentFormat.Apply(PyText.Of(v), a.Named.Count > 0 ? throw new ChatTemplateException("The filter 'format' with names is not supported.") : new PyTuple([.. a.Positional])),
        ["indent"] = Indent,
        ["center"] = (v, a) => StringMethods.Find(PyText.Of(v), "center")!.Call(CallArguments.Of("center", new BigInteger(a.Number(0, "width", 80)))),
        ["wordcount"] = (v, _) => new BigInteger(Splitting.Split(PyText.Of(v), null, -1).Count()),
        ["e"] = (v, _) => v is Markup ? v : new Markup(Escaped(PyText.Of(v))),
        ["escape"] = (v, _) => v is Markup ? v : new Markup(Escaped(PyText.Of(v))),
        ["forceescape"] = (v, _) => new Markup(Escaped(PyText.Of(v))),
        ["safe"] = (v, _) => new Markup(PyText.Of(v)),
        ["tojson"] = PyJson.Dump,
        ["pprint"] = (v, _) => PyText.Repr(v),
    };

    /// <summary>Text without the characters that HTML reserves.</summary>
    public static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal);

    private static object Like(object? value, string text) => value is Markup ? new Markup(text) : text;

    // Words begin behind white space, hyphens and opening brackets.
    private static string Title(string text)
    {
        string result = "";
        bool begins = true;
        foreach (string c in Operators.Characters(text))
        {
            result += begins ? PyCase.Upper(c) : PyCase.Lower(c);
            begins = c[0] is '-' or '(' or '{' or '[' or '<' || PySpace.IsSpace(c[0]);
        }

        return result;
    }

    private static object Indent(object? value, CallArguments arguments)
    {
        object? width = arguments.Value(0, "width", new BigInteger(4));
        string space = Operators.AsText(width) ?? new string(' ', arguments.Number(0, "width", 4));
        bool blank = arguments.Flag(2, "blank", false);
        string[] lines = [.. Splitting.Lines(PyText.Of(value) + "\n", keepsEnds: false)];
        IEnumerable<string> rest = lines.Skip(1).Select(line => line.Length > 0 || blank ? space + line : line);
        return (arguments.Flag(1, "first", false) ? space : "") + string.Join('\n', rest.Prepend(lines[0]));
    }
}
