using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>One padded micro-batch: int64 tensors (row, position), labels (row).</summary>
public sealed record Batch(Tensor InputIds, Tensor AttentionMask, Tensor TokenTypeIds, Tensor Labels, int RealTokens) : IDisposable
{
    /// <summary>Whether any position is padding: without, attention needs no mask.</summary>
    public bool HasPadding => RealTokens < InputIds.numel();

    /// <inheritdoc/>
    public void Dispose()
    {
        InputIds.Dispose();
        AttentionMask.Dispose();
        TokenTypeIds.Dispose();
        Labels.Dispose();
    }
}
