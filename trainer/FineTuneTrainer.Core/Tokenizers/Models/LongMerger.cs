using System.Buffers;

namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Merges many symbols: a heap of ranks and places over a chain of neighbors.</summary>
internal ref struct LongMerger
{
    private readonly MergeTable _table;
    private readonly Span<int> _ids;
    private readonly Span<int> _lengths;
    private readonly Span<int> _ranks;
    private readonly Span<int> _next;
    private readonly Span<int> _previous;
    private readonly long[] _heap;
    private int _size;

    private LongMerger(MergeTable table, Span<int> ids, Span<int> lengths, int[] scratch, long[] heap)
    {
        int count = ids.Length;
        _table = table;
        _ids = ids;
        _lengths = lengths;
        _ranks = scratch.AsSpan(0, count);
        _next = scratch.AsSpan(count, count);
        _previous = scratch.AsSpan(2 * count, count);
        _heap = heap;
        for (int i = 0; i < count; i++)
        {
            _next[i] = i + 1;
            _previous[i] = i - 1;
        }
    }

    public static int Merge(MergeTable table, Span<int> ids, Span<int> lengths)
    {
        int[] scratch = ArrayPool<int>.Shared.Rent(3 * ids.Length);
        // Each pair enters once, and each merge makes at most two new pairs.
        long[] heap = ArrayPool<long>.Shared.Rent(3 * ids.Length);
        var merger = new LongMerger(table, ids, lengths, scratch, heap);
        int left = merger.Run();
        ArrayPool<int>.Shared.Return(scratch);
        ArrayPool<long>.Shared.Return(heap);
        return left;
    }

    private int Run()
    {
        int count = _ids.Length;
        for (int i = 0; i < count; i++) Rank(i);
        while (_size > 0)
        {
            long top = Pop();
            (int rank, int at) = ((int)(top >> 32), (int)top);
            // Out of date: one of the two has merged since.
            if (_ranks[at] != rank) continue;
            int right = _next[at];
            _table.Rank(_ids[at], _ids[right], out _ids[at]);
            _lengths[at] += _lengths[right];
            _ranks[right] = MergeTable.Never;
            _next[at] = _next[right];
            if (_next[at] < count) _previous[_next[at]] = at;
            Rank(at);
            if (_previous[at] >= 0) Rank(_previous[at]);
        }

        int left = 0;
        for (int i = 0; i < count; i = _next[i])
        {
            _ids[left] = _ids[i];
            _lengths[left++] = _lengths[i];
        }

        return left;
    }

    private void Rank(int at)
    {
        int right = _next[at];
        int rank = right < _ids.Length ? _table.Rank(_ids[at], _ids[right], out _) : MergeTable.Never;
        _ranks[at] = rank;
        if (rank != MergeTable.Never) Push(((long)rank << 32) | (uint)at);
    }

    private void Push(long value)
    {
        int slot = _size++;
        while (slot > 0)
        {
            int parent = (slot - 1) / 2;
            if (_heap[parent] <= value) break;
            _heap[slot] = _heap[parent];
            slot = parent;
        }

        _heap[slot] = value;
    }

    private long Pop()
    {
        long top = _heap[0];
        long last = _heap[--_size];
        int slot = 0;
        while (true)
        {
            int child = (2 * slot) + 1;
            if (child >= _size) break;
            if (child + 1 < _size && _heap[child + 1] < _heap[child]) child++;
            if (_heap[child] >= last) break;
            _heap[slot] = _heap[child];
            slot = child;
        }

        _heap[slot] = last;
        return top;
    }
}
