using FineTuneTrainer.Core.Data;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>One padded micro-batch.</summary>
/// <param name="Inputs">Token ids (row, position), int64; or pixels (row, channel, height, width) or columns (row, column), fp32.</param>
/// <param name="Labels">As the task has them: classes (row), int64; values (row, class), fp32; ids (row, position), -100 where nothing counts; spans (row, start|end).</param>
/// <param name="RealTokens">How many positions are not padding; for images and tables the rows.</param>
public sealed record Batch(Tensor Inputs, Tensor Labels, int RealTokens) : IDisposable
{
    /// <summary>1 where a position is not padding (row, position), int64; null when none is.</summary>
    public Tensor? Mask { get; init; }

    /// <summary>Segments (row, position), int64; null for the first everywhere.</summary>
    public Tensor? TokenTypeIds { get; init; }

    /// <summary>Positions (row, position), int64; null to count from the row's start, or from its first real token where padding stands on the left.</summary>
    public Tensor? Positions { get; init; }

    /// <summary>Which document a token belongs to (row, position), int64, where several share a row: none sees another's.</summary>
    public Tensor? Documents { get; init; }

    /// <summary>What an encoder-decoder's decoder reads (row, target position), int64.</summary>
    public Tensor? DecoderIds { get; init; }

    /// <summary>Which row of its dataset each row is, in the batch's order; empty where nobody asks.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>The rows that the batch was made of; none where it was made of tensors.</summary>
    public IReadOnlyList<EncodedRow> Encoded { get; init; } = [];

    /// <summary>Positions in all, padding included; for images and tables the rows.</summary>
    public long PaddedTokens => Inputs.dtype == ScalarType.Int64 ? Inputs.numel() : Inputs.shape[0];

    /// <summary>Whether any position is padding: without, attention needs no mask.</summary>
    public bool HasPadding => Mask is not null && RealTokens < Mask.numel();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { Inputs, Labels, Mask, TokenTypeIds, Positions, Documents, DecoderIds })
            tensor?.Dispose();
    }
}
