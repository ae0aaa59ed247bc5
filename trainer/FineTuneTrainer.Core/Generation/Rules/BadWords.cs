using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>The last token of a forbidden sequence is impossible where the others stand before it.</summary>
internal sealed class BadWords(IReadOnlyList<IReadOnlyList<int>> words) : ILogitsRule
{
    public void Apply(Tensor scores, IReadOnlyList<long[]> rows) =>
        Bans.Set(scores, rows.SelectMany((row, index) => words.Where(word => Precedes(row, word)).Select(word => (index, (long)word[^1]))));

    private static bool Precedes(long[] row, IReadOnlyList<int> word)
    {
        var before = word.Count - 1;
        return row.Length >= before && row.TakeLast(before).SequenceEqual(word.Take(before).Select(token => (long)token));
    }
}
