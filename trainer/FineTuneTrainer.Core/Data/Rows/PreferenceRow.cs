namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A prompt with a better and a worse answer; each answer is the assistant's turn or turns.</summary>
public sealed record PreferenceRow(IReadOnlyList<Message> Prompt, IReadOnlyList<Message> Chosen, IReadOnlyList<Message> Rejected, long Number);
