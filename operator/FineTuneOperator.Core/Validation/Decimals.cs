using System.Globalization;

namespace FineTuneOperator.Core;

/// <summary>Decimal strings of specs as numbers, and numbers as decimal strings of statuses.</summary>
public static class Decimals
{
    /// <summary>The number, or null when the text is none.</summary>
    public static double? Parse(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>The number of a text that has been validated.</summary>
    public static double Value(string text) => Parse(text) ?? throw new FormatException($"\"{text}\" is not a decimal number.");

    /// <summary>At most six significant digits, never an exponent for everyday values.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) is >= 1e-4 and < 1e15 or 0 ? "0.######" : "G6", CultureInfo.InvariantCulture);
}
