using System.Text.Json;
using CsCheck;
using FineTuneTrainer.Core.Data;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Data;

public sealed class StratifiedSplitTests
{
    [Fact]
    public void Every_row_is_in_one_part_and_every_label_keeps_its_share()
    {
        Gen.Select(Gen.Int[0, 4].Array[1, 200], Gen.Double[0, 0.9], Gen.Int[0, 1000]).Sample((labels, share, seed) =>
        {
            Row[] rows = Rows(labels);
            (IReadOnlyList<Row> train, IReadOnlyList<Row> held) = StratifiedSplit.Of(rows, share, seed);
            Assert.Equal(rows, train.Concat(held).OrderBy(r => r.Number));
            foreach (IGrouping<string?, Row> label in rows.GroupBy(r => r.Label))
            {
                int count = held.Count(r => r.Label == label.Key);
                Assert.InRange(count, Math.Floor(label.Count() * share) - 1, Math.Ceiling(label.Count() * share) + 1);
                Assert.True(count < label.Count());
            }
        });
    }

    [Fact]
    public void The_same_seed_gives_the_same_split()
    {
        Row[] rows = Rows([.. Enumerable.Range(0, 100).Select(i => i % 3)]);
        Assert.Equal(StratifiedSplit.Of(rows, 0.2, 7).Held, StratifiedSplit.Of(rows, 0.2, 7).Held);
        Assert.NotEqual(StratifiedSplit.Of(rows, 0.2, 7).Held, StratifiedSplit.Of(rows, 0.2, 8).Held);
    }

    [Fact]
    public void As_many_rows_of_each_label_are_held_out_as_by_scikit_learn()
    {
        var golden = JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("metrics", "stratified-counts.json")));
        foreach (JsonElement split in golden.GetProperty("cases").EnumerateArray())
        {
            Row[] rows = Rows([.. split.GetProperty("labels").EnumerateArray().Select(l => l.GetInt32())]);
            IReadOnlyList<Row> held = StratifiedSplit.Of(rows, 0.2, 42).Held;
            int[] expected = [.. split.GetProperty("test_per_class").EnumerateArray().Select(n => n.GetInt32())];
            string?[] labels = [.. rows.Select(r => r.Label).Distinct().Order()];

            // Which of several equal remainders gets one more row is left to chance there, and not here.
            Assert.Equal(expected.Sum(), held.Count);
            Assert.All(labels, (label, i) => Assert.InRange(held.Count(r => r.Label == label), expected[i] - 1, expected[i] + 1));
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_share_outside_its_bounds_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.Of([], share, 0));

    private static Row[] Rows(int[] labels) => [.. labels.Select((label, i) => new Row($"text {i}", $"{label}", i + 2))];
}
