using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Which keys a query sees.</summary>
/// <param name="Values">An addend of the scores (row or 1, head or 1, query, key): 0 where a key is seen, a large negative number where not; null for none.</param>
/// <param name="Causal">Without values: whether a query sees itself and what stands before it, and nothing else.</param>
internal readonly record struct AttentionMask(Tensor? Values, bool Causal);
