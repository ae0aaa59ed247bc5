using System.Numerics;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Which two tokens make a third, and how early: an open hash table that is read without allocation.</summary>
internal sealed class MergeTable
{
    /// <summary>The rank of two tokens that do not merge.</summary>
    public const int Never = int.MaxValue;

    private readonly Entry[] _entries;
    private readonly int _shift;

    public MergeTable(IReadOnlyList<(int Left, int Right, int Result)> merges)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, merges.Count * 2));
        _entries = new Entry[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        // A pair that is listed twice keeps its last rank, as in the library's dictionary.
        for (int rank = 0; rank < merges.Count; rank++) Insert(new Entry(Key(merges[rank].Left, merges[rank].Right), rank, merges[rank].Result));
    }

    /// <summary>The rank of a pair, or <see cref="Never"/>.</summary>
    public int Rank(int left, int right, out int result)
    {
        ulong key = Key(left, right);
        int mask = _entries.Length - 1;
        for (int slot = Slot(key); ; slot = (slot + 1) & mask)
        {
            ref readonly Entry entry = ref _entries[slot];
            result = entry.Result;
            if (entry.Key == key) return entry.Rank;
            if (entry.Key == 0) return Never;
        }
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)(left + 1) << 32) | (uint)right;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);

    private void Insert(Entry entry)
    {
        int mask = _entries.Length - 1;
        int slot = Slot(entry.Key);
        while (_entries[slot].Key != 0 && _entries[slot].Key != entry.Key) slot = (slot + 1) & mask;
        _entries[slot] = entry;
    }

    private readonly record struct Entry(ulong Key, int Rank, int Result);
}
