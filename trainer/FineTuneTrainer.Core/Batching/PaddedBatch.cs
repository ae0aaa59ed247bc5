namespace FineTuneTrainer.Core.Batching;

/// <summary>A micro-batch as flat row-major arrays of <see cref="Rows"/> times <see cref="Length"/>, ready to become tensors; labels have one entry a row.</summary>
public sealed record PaddedBatch(
    long[] InputIds, long[] AttentionMask, long[] TypeIds, long[] Labels, int Rows, int Length, int RealTokens);
