namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>A chat template that is wrong, that uses what is not supported, or that refuses the conversation.</summary>
public sealed class ChatTemplateException(string message) : Exception(message);
