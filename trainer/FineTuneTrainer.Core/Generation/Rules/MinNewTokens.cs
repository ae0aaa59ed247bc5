using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>No text ends before it has this many new tokens.</summary>
internal sealed class MinNewTokens(int least, int promptLength, IReadOnlyList<int> eos) : ILogitsRule
{
    public void Apply(Tensor scores, IReadOnlyList<long[]> rows)
    {
        if (rows[0].Length - promptLength < least)
            Bans.Set(scores, Enumerable.Range(0, rows.Count).SelectMany(row => eos.Select(token => (row, (long)token))));
    }
}
