using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>Changes the scores of what may come next.</summary>
internal interface ILogitsRule
{
    /// <summary>Changes scores (row, token) in place, given all tokens of each row so far.</summary>
    void Apply(Tensor scores, IReadOnlyList<long[]> rows);
}
