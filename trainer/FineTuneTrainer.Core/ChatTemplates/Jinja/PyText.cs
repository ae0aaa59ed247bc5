using System.Globalization;
using System.Numerics;
using System.Text;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Values as Python writes them: <c>str</c> and <c>repr</c>.</summary>
internal static class PyText
{
    /// <summary>As <c>str</c> writes it; what has no text of its own is refused.</summary>
    public static string Of(object? value) => value switch
    {
        string text => text,
        Markup markup => markup.Text,
        Undefined => "",
        _ => Repr(value),
    };

    /// <summary>As <c>repr</c> writes it.</summary>
    public static string Repr(object? value) => value switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        double number => Float(number),
        string text => Quoted(text),
        Markup markup => $"Markup({Quoted(markup.Text)})",
        PyList list => $"[{Join(list.Items)}]",
        PyTuple { Items.Count: 1 } tuple => $"({Repr(tuple.Items[0])},)",
        PyTuple tuple => $"({Join(tuple.Items)})",
        PyDict dict => $"{{{string.Join(", ", dict.Items.Select(p => $"{Repr(p.Key)}: {Repr(p.Value)}"))}}}",
        PyView view => $"{view.Name}([{Join(view.Items)}])",
        PyRange range => range.Step.IsOne ? $"range({range.Start}, {range.Stop})" : $"range({range.Start}, {range.Stop}, {range.Step})",
        Undefined => "Undefined",
        _ => throw new ChatTemplateException($"A {Operators.TypeName(value)} has no text of its own."),
    };

    /// <summary>The shortest digits that read back as the same number; an exponent below 1e-4 and from 1e16 on.</summary>
    public static string Float(double number)
    {
        if (double.IsNaN(number)) return "nan";
        if (double.IsInfinity(number)) return number > 0 ? "inf" : "-inf";
        if (number == 0) return double.IsNegative(number) ? "-0.0" : "0.0";
        // The shortest digits, and the power of ten of the first of them.
        string[] parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        string whole = parts[0].Split('.')[0];
        string all = parts[0].Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        int exponent = whole.Length - 1 - (all.Length - digits.Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        string sign = number < 0 ? "-" : "";
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        string padded = digits.PadRight(exponent + 2, '0');
        return $"{sign}{padded[..(exponent + 1)]}.{padded[(exponent + 1)..]}";
    }

    private static string Join(IEnumerable<object?> items) => string.Join(", ", items.Select(Repr));

    private static string Quoted(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder().Append(quote);
        foreach (Rune rune in text.EnumerateRunes())
        {
            string? escaped = rune.Value switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when rune.Value == quote => $"\\{quote}",
                _ when IsPrintable(rune) => null,
                < 0x100 => $"\\x{rune.Value:x2}",
                < 0x10000 => $"\\u{rune.Value:x4}",
                _ => $"\\U{rune.Value:x8}",
            };
            result.Append(escaped ?? rune.ToString());
        }

        return result.Append(quote).ToString();
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
