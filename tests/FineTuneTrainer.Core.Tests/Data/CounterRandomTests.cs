using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Tests.Data;

public sealed class CounterRandomTests
{
    [Fact]
    public void A_stream_resumes_by_its_counter()
    {
        var random = new CounterRandom(42, stream: 3);
        for (int i = 0; i < 10; i++) random.NextBits();
        var resumed = new CounterRandom(42, stream: 3, counter: random.Counter);
        Assert.Equal(random.NextBits(), resumed.NextBits());
    }

    [Fact]
    public void Numbers_are_the_same_for_ever()
    {
        var random = new CounterRandom(42);
        Assert.Equal([14241928491073317330UL], [random.NextBits()]);
        Assert.Equal("4 1 7 9 6 3 8 2 0 5", string.Join(" ", new CounterRandom(42, stream: 1).Permutation(10)));
    }

    [Fact]
    public void Seeds_and_streams_differ()
    {
        ulong[] first = [.. from seed in Enumerable.Range(0, 50) from stream in Enumerable.Range(0, 50) select new CounterRandom((ulong)seed, (ulong)stream).NextBits()];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void Integers_are_spread_evenly()
    {
        var random = new CounterRandom(1);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) counts[random.Next(10)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
        Assert.Equal(0.5, Enumerable.Range(0, 100_000).Average(_ => random.NextDouble()), 0.005);
    }

    [Fact]
    public void A_bound_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1).Next(0));
}
