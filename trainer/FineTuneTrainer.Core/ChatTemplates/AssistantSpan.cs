namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>What the model writes as one message.</summary>
/// <param name="Message">The message's place in the conversation.</param>
/// <param name="Start">Where it begins, in UTF-16 units of the whole text or of its own sample.</param>
/// <param name="End">Where it ends.</param>
/// <param name="OwnSample">The text up to this message, where a later message changes it; then it must be trained on alone. Else null.</param>
public sealed record AssistantSpan(int Message, int Start, int End, string? OwnSample);
