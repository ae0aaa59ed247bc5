namespace FineTuneTrainer.Core.Data;

/// <summary>
/// Random numbers by counter: number n of a stream is SplitMix64's finalizer of (key + (n + 1) * golden ratio), so a stream is a pure function
/// of its seed and stream number, the same on every platform, and can be resumed by its counter alone.
/// </summary>
public struct CounterRandom
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;
    private readonly ulong _key;

    /// <summary>A stream from its beginning, or from <paramref name="counter"/>.</summary>
    public CounterRandom(ulong seed, ulong stream = 0, ulong counter = 0)
    {
        _key = Mix(Mix(seed + GoldenRatio) ^ (stream * 0xD1342543DE82EF95));
        Counter = counter;
    }

    /// <summary>How many numbers were drawn.</summary>
    public ulong Counter { get; private set; }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits() => Mix(_key + (++Counter * GoldenRatio));

    /// <summary>An integer in [0, bound), each equally likely (Lemire's multiply and reject).</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong range = (ulong)bound;
        ulong rejected = (0 - range) % range;
        while (true)
        {
            UInt128 product = (UInt128)NextBits() * range;
            if ((ulong)product >= rejected) return (int)(product >> 64);
        }
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The numbers 0 to count - 1 in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle<int>(order);
        return order;
    }

    /// <summary>Puts the items in random order.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
