using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Python's truth, equality, order and iteration of values.</summary>
internal static class Operators
{
    public static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        bool => "bool",
        BigInteger => "int",
        double => "float",
        string => "str",
        Markup => "Markup",
        PyList => "list",
        PyTuple => "tuple",
        PyDict => "dict",
        PyRange => "range",
        PyGenerator => "generator",
        PyView view => view.Name,
        Undefined => "Undefined",
        Namespace => "Namespace",
        LoopState => "LoopContext",
        _ => "function",
    };

    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        BigInteger number => !number.IsZero,
        double number => number != 0,
        string text => text.Length > 0,
        Markup markup => markup.Text.Length > 0,
        PyList list => list.Items.Count > 0,
        PyTuple tuple => tuple.Items.Count > 0,
        PyDict dict => dict.Items.Count > 0,
        PyView view => view.Items.Count > 0,
        PyRange range => range.Items().Any(),
        _ => true,
    };

    public static bool IsNumber(object? value) => value is bool or BigInteger or double;

    public static double ToDouble(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        BigInteger number => (double)number,
        double number => number,
        _ => throw new ChatTemplateException($"A number was expected, not a {TypeName(value)}."),
    };

    /// <summary>A text or safe text as text, or null.</summary>
    public static string? AsText(object? value) => value as string ?? (value as Markup)?.Text;

    public static bool AreEqual(object? left, object? right)
    {
        if (IsNumber(left) && IsNumber(right)) return CompareNumbers(left, right) == 0;
        if (AsText(left) is { } text) return text == AsText(right);
        return (left, right) switch
        {
            (null, null) => true,
            (PyList a, PyList b) => AreEqual(a.Items, b.Items),
            (PyTuple a, PyTuple b) => AreEqual(a.Items, b.Items),
            (PyDict a, PyDict b) => a.Items.Count == b.Items.Count && a.Items.All(p => b.TryGet(p.Key, out object? value) && AreEqual(p.Value, value)),
            (Undefined, Undefined) => true,
            _ => left is not null && ReferenceEquals(left, right),
        };
    }

    /// <summary>Less than 0, 0 or more than 0; values that have no order are refused.</summary>
    public static int Compare(object? left, object? right, string op = "<")
    {
        if (IsNumber(left) && IsNumber(right)) return CompareNumbers(left, right);
        if (AsText(left) is { } text && AsText(right) is { } other) return ComparePoints(text, other);
        if (left is PyList a && right is PyList b) return CompareAll(a.Items, b.Items, op);
        if (left is PyTuple x && right is PyTuple y) return CompareAll(x.Items, y.Items, op);
        if (left is Undefined undefined) throw undefined.Used();
        if (right is Undefined missing) throw missing.Used();
        throw new ChatTemplateException($"'{op}' is not supported between a {TypeName(left)} and a {TypeName(right)}.");
    }

    /// <summary>What a loop goes through.</summary>
    public static IEnumerable<object?> Iterate(object? value) => value switch
    {
        PyList list => list.Items,
        PyTuple tuple => tuple.Items,
        PyDict dict => dict.Items.Select(p => p.Key),
        PyView view => view.Items,
        PyRange range => range.Items(),
        PyGenerator generator => generator.Items,
        string text => Characters(text),
        Markup markup => Characters(markup.Text),
        Undefined => [],
        _ => throw new ChatTemplateException($"A {TypeName(value)} cannot be iterated."),
    };

    public static IEnumerable<string> Characters(string text) => text.EnumerateRunes().Select(r => r.ToString());

    public static BigInteger? Length(object? value) => value switch
    {
        string text => text.EnumerateRunes().Count(),
        Markup markup => markup.Text.EnumerateRunes().Count(),
        PyList list => list.Items.Count,
        PyTuple tuple => tuple.Items.Count,
        PyDict dict => dict.Items.Count,
        PyView view => view.Items.Count,
        PyRange range => range.Items().Count(),
        Undefined => 0,
        _ => null,
    };

    public static bool Contains(object? container, object? item)
    {
        if (AsText(container) is { } text)
        {
            if (item is Undefined undefined) throw undefined.Used();
            return text.Contains(AsText(item) ?? throw new ChatTemplateException($"'in' a text needs a text on its left, not a {TypeName(item)}."), StringComparison.Ordinal);
        }

        if (container is PyDict dict) return dict.TryGet(item, out _);
        return Iterate(container).Any(x => AreEqual(x, item));
    }

    private static bool AreEqual(IReadOnlyList<object?> left, IReadOnlyList<object?> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second));

    private static int CompareNumbers(object? left, object? right) =>
        left is double || right is double ? ToDouble(left).CompareTo(ToDouble(right)) : ToInteger(left).CompareTo(ToInteger(right));

    public static BigInteger ToInteger(object? value) => value is bool flag ? (flag ? 1 : 0) : (BigInteger)value!;

    private static int ComparePoints(string left, string right)
    {
        foreach ((System.Text.Rune a, System.Text.Rune b) in left.EnumerateRunes().ToArray().Zip(right.EnumerateRunes().ToArray()))
            if (a != b) return a.CompareTo(b);
        return left.Length.CompareTo(right.Length);
    }

    private static int CompareAll(IReadOnlyList<object?> left, IReadOnlyList<object?> right, string op)
    {
        foreach ((object? a, object? b) in left.Zip(right))
            if (!AreEqual(a, b)) return Compare(a, b, op);
        return left.Count.CompareTo(right.Count);
    }
}
