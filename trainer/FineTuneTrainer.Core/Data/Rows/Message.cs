namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Who says something in a conversation.</summary>
public enum Role
{
    /// <summary>The instructions for the whole conversation.</summary>
    System,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model: what is learned.</summary>
    Assistant,

    /// <summary>The result of a tool.</summary>
    Tool,
}

/// <summary>A turn of a conversation.</summary>
public sealed record Message(Role Role, string Content);
