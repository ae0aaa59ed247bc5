namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>One encoded text: token ids with special tokens, and the segment each token belongs to.</summary>
public sealed record Encoding(int[] Ids, int[] TypeIds);
