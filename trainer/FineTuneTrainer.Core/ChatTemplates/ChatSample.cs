namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>A text to train on: its tokens, and which of them the model learns to write.</summary>
public sealed record ChatSample(int[] Ids, bool[] Learned);
