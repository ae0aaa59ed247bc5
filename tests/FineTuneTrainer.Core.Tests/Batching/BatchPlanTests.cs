using CsCheck;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Tests.Batching;

public sealed class BatchPlanTests
{
    [Fact]
    public void Every_row_occurs_once_an_epoch_in_batches_of_the_size()
    {
        Gen.Select(Gen.Int[1, 60].Array[0, 300], Gen.Int[1, 40], Gen.Int[0, 99], Gen.Bool, Gen.Bool).Sample((lengths, size, seed, grouped, shuffled) =>
        {
            var plan = new BatchPlan(Rows(lengths), size, seed, grouped, shuffled);
            IReadOnlyList<int[]> batches = plan.Epoch(seed % 5);
            Assert.Equal(Enumerable.Range(0, lengths.Length), batches.SelectMany(b => b).Order());
            Assert.Equal(plan.BatchesPerEpoch, batches.Count);
            Assert.All(batches.SkipLast(1), b => Assert.Equal(size, b.Length));
            Assert.Equal(batches, new BatchPlan(Rows(lengths), size, seed, grouped, shuffled).Epoch(seed % 5));
        });
    }

    [Fact]
    public void Epochs_and_seeds_differ_when_shuffled()
    {
        EncodedRow[] rows = Rows([.. Enumerable.Repeat(3, 50)]);
        var plan = new BatchPlan(rows, 8, seed: 1, groupByLength: false, shuffle: true);
        Assert.NotEqual(plan.Epoch(0), plan.Epoch(1));
        Assert.NotEqual(plan.Epoch(0), new BatchPlan(rows, 8, seed: 2, groupByLength: false, shuffle: true).Epoch(0));
    }

    [Fact]
    public void Without_shuffling_rows_keep_their_order() =>
        Assert.Equal([[0, 1], [2, 3], [4]], new BatchPlan(Rows([1, 5, 2, 4, 3]), 2, seed: 1, groupByLength: false, shuffle: false).Epoch(3));

    [Fact]
    public void Grouping_by_length_starts_with_the_longest_row_and_wastes_less()
    {
        var random = new CounterRandom(9);
        int[] lengths = [.. Enumerable.Range(0, 2000).Select(_ => 3 + random.Next(60))];
        lengths[777] = 100;
        var grouped = new BatchPlan(Rows(lengths), 16, seed: 1, groupByLength: true, shuffle: true);
        var plain = new BatchPlan(Rows(lengths), 16, seed: 1, groupByLength: false, shuffle: true);
        Assert.Equal(777, grouped.Epoch(0)[0][0]);
        Assert.InRange(grouped.PaddingWaste(0), 0, 0.08);
        Assert.InRange(plain.PaddingWaste(0), 0.35, 0.6);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(9, 1)]
    public void The_last_step_may_take_fewer_micro_batches(int microBatches, int steps) =>
        Assert.Equal(steps, new BatchPlan(Rows([1, 1, 1, 1, 1, 1, 1, 1, 1]), 2, 0, false, false).StepsPerEpoch(microBatches));

    [Fact]
    public void Rows_are_padded_to_the_longest_one()
    {
        PaddedBatch batch = Padding.Pad([new EncodedRow([5, 6], [0, 1], 2), new EncodedRow([7, 8, 9], [0, 0, 1], 1)], padId: 4);
        Assert.Equal([5, 6, 4, 7, 8, 9], batch.InputIds);
        Assert.Equal([1, 1, 0, 1, 1, 1], batch.AttentionMask);
        Assert.Equal([0, 1, 0, 0, 0, 1], batch.TypeIds);
        Assert.Equal([2, 1], batch.Labels);
        Assert.Equal((2, 3, 5), (batch.Rows, batch.Length, batch.RealTokens));
    }

    [Fact]
    public void A_batch_carries_its_rows_and_its_place()
    {
        EncodedRow[] rows = Rows([1, 2, 3]);
        var plan = new BatchPlan(rows, 2, seed: 0, groupByLength: false, shuffle: false);
        BatchRows batch = plan.Rows(plan.Epoch(0), 1);
        Assert.Equal(1, batch.Index);
        Assert.Same(rows[2], Assert.Single(batch.Rows));
    }

    private static EncodedRow[] Rows(int[] lengths) => [.. lengths.Select(n => new EncodedRow(new int[n], new int[n], 0))];
}
