using System.Numerics;

namespace FineTuneTrainer.Core.Data.Splits;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998) with the draws of NumPy's legacy <c>RandomState</c>, so that a split with a seed is the split that
/// scikit-learn makes with it.
/// </summary>
public sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Offset = 397;
    private readonly uint[] _state = new uint[Length];
    private int _at = Length;

    /// <summary>A generator seeded as by <c>numpy.random.RandomState(seed)</c>.</summary>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Length; i++) _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextWord()
    {
        if (_at == Length) Twist();
        uint y = _state[_at++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble()
    {
        double high = NextWord() >> 5, low = NextWord() >> 6;
        return ((high * 67108864) + low) / 9007199254740992;
    }

    /// <summary>An integer from 0 to <paramref name="top"/>, inclusive, by masking and rejecting; a top of 0 draws nothing.</summary>
    public int NextUpTo(int top)
    {
        if (top == 0) return 0;
        uint mask = uint.MaxValue >> BitOperations.LeadingZeroCount((uint)top);
        while (true)
        {
            uint value = NextWord() & mask;
            if (value <= top) return (int)value;
        }
    }

    /// <summary>Puts the items in random order.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextUpTo(i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 to count - 1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle<int>(order);
        return order;
    }

    private void Twist()
    {
        for (int i = 0; i < Length; i++)
        {
            uint y = (_state[i] & 0x80000000) | (_state[(i + 1) % Length] & 0x7FFFFFFF);
            _state[i] = _state[(i + Offset) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }

        _at = 0;
    }
}
