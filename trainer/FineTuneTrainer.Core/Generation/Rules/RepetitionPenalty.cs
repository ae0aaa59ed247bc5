using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>Tokens that occurred become less likely (CTRL, arXiv 1909.05858).</summary>
internal sealed class RepetitionPenalty(double penalty) : ILogitsRule
{
    public void Apply(Tensor scores, IReadOnlyList<long[]> rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var seen = tensor(rows[row].Distinct().ToArray(), device: scores.device);
            var own = scores[row].index_select(0, seen);
            scores[row].index_copy_(0, seen, where(own.lt(0), own * penalty, own / penalty));
        }
    }
}
