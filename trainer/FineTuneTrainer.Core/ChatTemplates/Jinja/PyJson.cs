using System.Numerics;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>The filter <c>tojson</c> as chat templates have it: Python's json.dumps, with characters as they are and without HTML escapes.</summary>
internal sealed class PyJson(bool asciiOnly, string? indent, string itemSeparator, string keySeparator, bool sortsKeys)
{
    public static string Dump(object? value, CallArguments arguments)
    {
        object? indent = arguments.Value(1, "indent", null);
        object? separators = arguments.Value(2, "separators", null);
        string item = indent is null ? ", " : ",";
        string key = ": ";
        if (separators is PyTuple { Items: [string first, string second] }) (item, key) = (first, second);
        string? space = indent switch
        {
            null => null,
            string given => given,
            _ => new string(' ', Math.Max(0, arguments.Number(1, "indent"))),
        };
        var text = new StringBuilder();
        new PyJson(arguments.Flag(0, "ensure_ascii", false), space, item, key, arguments.Flag(3, "sort_keys", false)).Write(value, 0, text);
        return text.ToString();
    }

    private void Write(object? value, int depth, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case BigInteger or double:
                text.Append(Number(value));
                break;
            case string or Markup:
                WriteText(Operators.AsText(value)!, text);
                break;
            case PyList or PyTuple:
                WriteAll('[', ']', [.. Operators.Iterate(value)], depth, text, item => Write(item, depth + 1, text));
                break;
            case PyDict dict:
                WriteDict(dict, depth, text);
                break;
            default:
                throw new ChatTemplateException($"A {Operators.TypeName(value)} cannot be written as JSON.");
        }
    }

    private void WriteDict(PyDict dict, int depth, StringBuilder text)
    {
        IEnumerable<KeyValuePair<object?, object?>> items = dict.Items;
        if (sortsKeys) items = items.Order(Comparer<KeyValuePair<object?, object?>>.Create((a, b) => Operators.Compare(a.Key, b.Key)));
        WriteAll('{', '}', [.. items], depth, text, pair =>
        {
            WriteText(Key(pair.Key), text);
            text.Append(keySeparator);
            Write(pair.Value, depth + 1, text);
        });
    }

    private void WriteAll<T>(char open, char close, T[] items, int depth, StringBuilder text, Action<T> write)
    {
        text.Append(open);
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0) text.Append(itemSeparator);
            NewLine(depth + 1, text);
            write(items[i]);
        }

        if (items.Length > 0) NewLine(depth, text);
        text.Append(close);
    }

    private void NewLine(int depth, StringBuilder text)
    {
        if (indent is null) return;
        text.Append('\n');
        for (int i = 0; i < depth; i++) text.Append(indent);
    }

    private static string Number(object value) => value switch
    {
        double number when double.IsNaN(number) => "NaN",
        double number when double.IsInfinity(number) => number > 0 ? "Infinity" : "-Infinity",
        _ => PyText.Repr(value),
    };

    private static string Key(object? key) => key switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        BigInteger or double => Number(key),
        _ => Operators.AsText(key) ?? throw new ChatTemplateException($"A {Operators.TypeName(key)} cannot be a key of JSON."),
    };

    private void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            string? escaped = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)c:x4}",
                > '~' when asciiOnly => $"\\u{(int)c:x4}",
                _ => null,
            };
            if (escaped is null) text.Append(c);
            else text.Append(escaped);
        }

        text.Append('"');
    }
}
