using System.Globalization;
using System.Numerics;

namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Filters of numbers, and those that make numbers.</summary>
internal static class NumberFilters
{
    public static IReadOnlyDictionary<string, Func<object?, CallArguments, object?>> All { get; } = new Dictionary<string, Func<object?, CallArguments, object?>>
    {
        ["abs"] = (v, _) => v is double number ? Math.Abs(number) : Operators.IsNumber(v) ? BigInteger.Abs(Operators.ToInteger(v)) : throw new ChatTemplateException($"'abs' needs a number, not a {Operators.TypeName(v)}."),
        ["int"] = (v, a) => Integer(v, a.Number(1, "base", 10)) ?? a.Value(0, "default", BigInteger.Zero),
        ["float"] = (v, a) => Float(v) ?? a.Value(0, "default", 0.0),
        ["round"] = Round,
        ["length"] = Length,
        ["count"] = Length,
        ["sum"] = Sum,
        ["min"] = (v, a) => Extreme(v, a, -1),
        ["max"] = (v, a) => Extreme(v, a, 1),
    };

    private static object Length(object? value, CallArguments arguments) =>
        Operators.Length(value) ?? throw new ChatTemplateException($"A {Operators.TypeName(value)} has no length.");

    private static object? Integer(object? value, int radix)
    {
        if (value is double number) return double.IsFinite(number) ? new BigInteger(Math.Truncate(number)) : null;
        if (value is bool or BigInteger) return Operators.ToInteger(value);
        if (Operators.AsText(value)?.Trim() is not { } text) return null;
        if (radix == 16 || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && radix == 0)
            return BigInteger.TryParse("0" + text.Replace("0x", "", StringComparison.OrdinalIgnoreCase), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger hex) ? hex : null;
        if (radix != 10) throw new ChatTemplateException($"The filter 'int' with base {radix} is not supported.");
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger whole)) return whole;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real) ? new BigInteger(Math.Truncate(real)) : null;
    }

    private static object? Float(object? value)
    {
        if (Operators.IsNumber(value)) return Operators.ToDouble(value);
        return double.TryParse(Operators.AsText(value)?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
    }

    private static object Round(object? value, CallArguments arguments)
    {
        int digits = arguments.Number(0, "precision", 0);
        string method = arguments.Text(1, "method", "common");
        if (method == "common" && value is bool or BigInteger && digits >= 0) return Operators.ToInteger(value);
        double number = Operators.ToDouble(value);
        double power = Math.Pow(10, digits);
        return method switch
        {
            "common" => digits < 0 ? Math.Round(number * power, MidpointRounding.ToEven) / power : RoundDecimal(number, digits),
            "ceil" => Math.Ceiling(number * power) / power,
            "floor" => Math.Floor(number * power) / power,
            _ => throw new ChatTemplateException($"The method '{method}' of 'round' is not known; there are common, ceil and floor."),
        };
    }

    // The binary value is what is rounded, so that 2.675 becomes 2.67: all of its digits are written, then cut.
    private static double RoundDecimal(double number, int digits) => double.Parse(number.ToString($"F{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) is var rounded
        && number.ToString($"F{digits + 30}", CultureInfo.InvariantCulture)[^30..] == "5".PadRight(30, '0')
        ? Math.Round(number, digits, MidpointRounding.ToEven)
        : rounded;

    private static object? Sum(object? value, CallArguments arguments) => Selection.Attributes(value, arguments, 0)
        .Aggregate(arguments.Value(1, "start", BigInteger.Zero), (sum, item) => Arithmetic.Apply("+", sum, item));

    private static object? Extreme(object? value, CallArguments arguments, int sign)
    {
        bool caseSensitive = arguments.Flag(0, "case_sensitive", false);
        string? attribute = arguments.Value(1, "attribute", null) is { } name ? PyText.Of(name) : null;
        object? best = null;
        bool any = false;
        foreach (object? item in Operators.Iterate(value))
        {
            if (!any || Operators.Compare(Selection.Key(item, attribute, caseSensitive), Selection.Key(best, attribute, caseSensitive)) * sign > 0) best = item;
            any = true;
        }

        return any ? best : new Undefined("the least or greatest item of nothing");
    }
}
