namespace FineTuneTrainer.Core.Data;

/// <summary>One row as the model reads it: token ids, segment ids and the class index.</summary>
public sealed record EncodedRow(int[] Ids, int[] TypeIds, int Label);
