using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>Parts of the rows, told apart by the values of columns and, where rows are texts, by length.</summary>
public static class Slices
{
    /// <summary>What the parts by length are told apart by.</summary>
    public const string Length = "length in tokens";

    /// <summary>The most values of a column that have a part of their own.</summary>
    public const int MostValues = 20;

    /// <summary>The part of a column's rarer values together.</summary>
    public const string Other = "(other)";

    /// <summary>The part of the rows that have no value.</summary>
    public const string None = "(none)";

    private const int LongestValue = 60;

    /// <summary>All parts: each column's by how many rows they have, then the thirds by length.</summary>
    public static IReadOnlyList<Slice> Of(IReadOnlyList<EncodedRow> rows, IReadOnlyList<string> columns) =>
        [.. columns.SelectMany((column, index) => ByColumn(rows, column, index)), .. ByLength(rows)];

    private static IEnumerable<Slice> ByColumn(IReadOnlyList<EncodedRow> rows, string column, int index)
    {
        List<(string Value, int[] Rows)> parts = [.. Enumerable.Range(0, rows.Count)
            .GroupBy(row => rows[row].Slices[index])
            .OrderByDescending(part => part.Count()).ThenBy(part => part.Key, StringComparer.Ordinal)
            .Select(part => (part.Key, part.ToArray()))];
        foreach (var (value, numbers) in parts.Take(MostValues))
            yield return new Slice(column, NameOf(value), numbers);
        if (parts.Count > MostValues)
            yield return new Slice(column, Other, [.. parts.Skip(MostValues).SelectMany(part => part.Rows).Order()]);
    }

    private static string NameOf(string value) => value.Length switch
    {
        0 => None,
        > LongestValue => $"{value[..LongestValue]}...",
        _ => value,
    };

    // Thirds of the rows by length; rows of one length stay together, so a third may be larger than another, or empty.
    private static IEnumerable<Slice> ByLength(IReadOnlyList<EncodedRow> rows)
    {
        int[] lengths = [.. rows.Select(row => row.Ids.Length).Order()];
        if (lengths.Length == 0 || lengths[0] == lengths[^1])
            yield break;
        int low = lengths[(lengths.Length - 1) / 3], high = lengths[(lengths.Length - 1) * 2 / 3];
        (string Name, Func<int, bool> Holds)[] thirds =
        [
            ($"short (up to {low})", length => length <= low),
            ($"middle ({low + 1} to {high})", length => length > low && length <= high),
            ($"long (from {high + 1})", length => length > high),
        ];
        foreach (var (name, holds) in thirds)
        {
            int[] numbers = [.. Enumerable.Range(0, rows.Count).Where(row => holds(rows[row].Ids.Length))];
            if (numbers.Length > 0)
                yield return new Slice(Length, name, numbers);
        }
    }
}
