using System.Globalization;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Numbers in data files: a point before decimals, finite.</summary>
internal static class Numbers
{
    public static bool TryRead(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
