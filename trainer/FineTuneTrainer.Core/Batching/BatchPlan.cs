using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Batching;

/// <summary>Says which rows stand in which batch of an epoch: a pure function of the seed and the epoch, so a run resumes by its position alone.</summary>
public sealed class BatchPlan
{
    // Hugging Face's LengthGroupedSampler sorts inside mega-batches of 50 batches, or a quarter of the data if that is less.
    private const int BatchesPerMegaBatch = 50;
    private readonly IReadOnlyList<EncodedRow> _rows;
    private readonly int _batchSize;
    private readonly int _seed;
    private readonly bool _groupByLength;
    private readonly bool _shuffle;

    /// <summary>A plan over the rows; every batch but the last one of an epoch has <paramref name="batchSize"/> rows.</summary>
    public BatchPlan(IReadOnlyList<EncodedRow> rows, int batchSize, int seed, bool groupByLength, bool shuffle)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _rows = rows;
        _batchSize = batchSize;
        _seed = seed;
        _groupByLength = groupByLength;
        _shuffle = shuffle;
    }

    /// <summary>How many batches an epoch has, the last partial one included.</summary>
    public int BatchesPerEpoch => (_rows.Count + _batchSize - 1) / _batchSize;

    /// <summary>How many optimizer steps an epoch has when each takes this many micro-batches; the last step may take fewer.</summary>
    public int StepsPerEpoch(int microBatchesPerStep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(microBatchesPerStep);
        return (BatchesPerEpoch + microBatchesPerStep - 1) / microBatchesPerStep;
    }

    /// <summary>The row indices of each batch of the epoch, in order; every row occurs exactly once.</summary>
    public IReadOnlyList<int[]> Epoch(int epoch) => [.. Order(epoch).Chunk(_batchSize)];

    /// <summary>The rows of one batch of <see cref="Epoch"/>.</summary>
    public BatchRows Rows(IReadOnlyList<int[]> batches, int index) => new([.. batches[index].Select(i => _rows[i])], index);

    /// <summary>The share of the epoch's positions that are padding when each batch is filled up to its longest row.</summary>
    public double PaddingWaste(int epoch)
    {
        long real = _rows.Sum(r => (long)r.Length);
        long padded = Epoch(epoch).Sum(b => (long)b.Length * b.Max(i => _rows[i].Length));
        return padded == 0 ? 0 : 1 - ((double)real / padded);
    }

    private int[] Order(int epoch)
    {
        var random = new CounterRandom((ulong)_seed, stream: (ulong)epoch);
        int[] order = _shuffle ? random.Permutation(_rows.Count) : [.. Enumerable.Range(0, _rows.Count)];
        return _groupByLength ? Grouped(order) : order;
    }

    // Longest first inside each mega-batch, and the longest row of all in the very first batch, so that a lack of memory shows at once.
    private int[] Grouped(int[] order)
    {
        int batches = Math.Max(1, Math.Min(_rows.Count / (_batchSize * 4), BatchesPerMegaBatch));
        int[][] megas = [.. order.Chunk(batches * _batchSize).Select(m => m.OrderByDescending(Length).ToArray())];
        if (megas.Length == 0) return order;
        int longest = Enumerable.Range(0, megas.Length).MaxBy(m => Length(megas[m][0]));
        (megas[0][0], megas[longest][0]) = (megas[longest][0], megas[0][0]);
        return [.. megas.SelectMany(m => m)];
    }

    private int Length(int row) => _rows[row].Length;
}
