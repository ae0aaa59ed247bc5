using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Evaluations;

namespace FineTuneTrainer.Core.Tests.Evaluations;

/// <summary>Slices part the rows: none is lost, none counted twice.</summary>
public sealed class SlicesTests
{
    [Fact]
    public void Rarer_values_of_a_column_stand_together()
    {
        EncodedRow[] rows = [.. Enumerable.Range(0, 100).Select(row => Row(4, $"v{(row < 60 ? row % 20 : row):00}"))];
        var slices = Slices.Of(rows, ["source"]);
        Assert.Equal(Slices.MostValues + 1, slices.Count);
        Assert.Equal(("(other)", 40), (slices[^1].Value, slices[^1].Rows.Count));
        Assert.Equal(Enumerable.Range(0, 100), slices.SelectMany(slice => slice.Rows).Order());
    }

    [Fact]
    public void Thirds_by_length_keep_equal_rows_together()
    {
        int[] lengths = [3, 3, 3, 3, 5, 7, 9, 9, 12];
        var slices = Slices.Of([.. lengths.Select(length => Row(length))], []);
        Assert.Equal([("short (up to 3)", 4), ("middle (4 to 7)", 2), ("long (from 8)", 3)], slices.Select(slice => (slice.Value, slice.Rows.Count)));
        Assert.All(slices, slice => Assert.Equal(Slices.Length, slice.By));
    }

    [Theory]
    [InlineData(4, 4, 4)]
    [InlineData(0, 0, 0)]
    public void Rows_of_one_length_are_not_told_apart_by_it(params int[] lengths) => Assert.Empty(Slices.Of([.. lengths.Select(length => Row(length))], []));

    [Fact]
    public void A_long_value_is_cut_and_none_is_named() =>
        Assert.Equal([$"{new string('x', 60)}...", "(none)"], Slices.Of([Row(4, new string('x', 200)), Row(4, new string('x', 200)), Row(4, "")], ["note"]).Select(slice => slice.Value));

    private static EncodedRow Row(int length, params string[] slices) => new(new int[length], new int[length], 0) { Slices = slices };
}
