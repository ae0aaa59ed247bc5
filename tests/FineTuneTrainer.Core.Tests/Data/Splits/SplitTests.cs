using System.Text.Json;
using FineTuneTrainer.Core.Data.Splits;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Data.Splits;

public sealed class SplitTests
{
    [Fact]
    public void Random_numbers_equal_NumPy_s()
    {
        JsonElement golden = Read("splits.json").GetProperty("mt19937_seed_42");
        var words = new MersenneTwister(42);
        Assert.Equal(golden.GetProperty("words").EnumerateArray().Select(w => w.GetUInt32()), Enumerable.Range(0, 20).Select(_ => words.NextWord()));
        var doubles = new MersenneTwister(42);
        Assert.Equal(Numbers(golden, "random_sample"), Enumerable.Range(0, 6).Select(_ => doubles.NextDouble()));
        Assert.Equal(Ints(golden, "permutation_10"), new MersenneTwister(42).Permutation(10));
        Assert.Equal(Ints(golden, "permutation_50"), new MersenneTwister(42).Permutation(50));
        var zero = new MersenneTwister(0);
        Assert.Equal(Read("splits.json").GetProperty("mt19937_seed_0_words").EnumerateArray().Select(w => w.GetUInt32()), Enumerable.Range(0, 6).Select(_ => zero.NextWord()));
    }

    [Fact]
    public void Splits_equal_scikit_learn_s()
    {
        foreach (JsonElement row in Read("splits.json").GetProperty("train_test_split").EnumerateArray())
        {
            var split = TrainTestSplit.Shuffled(row.GetProperty("n").GetInt32(), 0.2, 42);
            Assert.Equal(Ints(row, "train"), split.Train);
            Assert.Equal(Ints(row, "test"), split.Test);
        }
    }

    [Fact]
    public void Stratified_splits_equal_scikit_learn_s()
    {
        foreach (JsonElement row in Read("splits.json").GetProperty("train_test_split_stratified").EnumerateArray())
        {
            var split = TrainTestSplit.Stratified(Ints(row, "labels"), 0.2, 42);
            Assert.Equal(Ints(row, "train"), split.Train);
            Assert.Equal(Ints(row, "test"), split.Test);
        }
    }

    [Fact]
    public void What_scikit_learn_refuses_is_refused()
    {
        foreach (JsonElement row in Read("splits.json").GetProperty("stratified_refused").EnumerateArray())
            Assert.Throws<ArgumentException>(() => TrainTestSplit.Stratified(Ints(row, "labels"), 0.2, 42));
        Assert.Throws<ArgumentException>(() => TrainTestSplit.Shuffled(1, 0.5, 1));
    }

    [Fact]
    public void Folds_equal_scikit_learn_s()
    {
        foreach (JsonElement row in Read("splits.json").GetProperty("folds").EnumerateArray())
        {
            int[] labels = Ints(row, "labels");
            Assert.Equal(Ints(row, "kfold"), Folds.Plain(labels.Length, 5, 42));
            Assert.Equal(Ints(row, "kfold_unshuffled"), Folds.Plain(labels.Length, 5));
            Assert.Equal(Ints(row, "group_kfold"), Folds.Grouped(Ints(row, "groups"), 5));
            if (!row.TryGetProperty("stratified_kfold", out _)) continue;
            Assert.Equal(Ints(row, "stratified_kfold"), Folds.Stratified(labels, 5, 42));
            Assert.Equal(Ints(row, "stratified_kfold_unshuffled"), Folds.Stratified(labels, 5));
        }
    }

    [Fact]
    public void More_folds_than_rows_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Plain(3, 4));
}
