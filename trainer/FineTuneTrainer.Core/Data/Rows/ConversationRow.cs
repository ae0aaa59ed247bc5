namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A conversation to learn the assistant's turns from.</summary>
public sealed record ConversationRow(IReadOnlyList<Message> Messages, long Number);
