using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Batching;

/// <summary>The rows of one micro-batch and its place in the epoch.</summary>
public sealed record BatchRows(IReadOnlyList<EncodedRow> Rows, int Index);
