using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>A token that would complete a sequence of n tokens that a row already has is impossible.</summary>
internal sealed class NoRepeatNgram(int size) : ILogitsRule
{
    public void Apply(Tensor scores, IReadOnlyList<long[]> rows) => Bans.Set(scores, rows.SelectMany((row, index) => Completing(row).Select(token => (index, token))));

    private IEnumerable<long> Completing(long[] row)
    {
        if (row.Length < size)
            yield break;
        var start = row.Length - size + 1;
        for (var at = 0; at + size <= row.Length; at++)
        {
            if (row.AsSpan(at, size - 1).SequenceEqual(row.AsSpan(start, size - 1)))
                yield return row[at + size - 1];
        }
    }
}
