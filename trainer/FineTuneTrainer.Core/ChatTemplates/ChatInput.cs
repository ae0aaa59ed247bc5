using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>What is rendered: a conversation, and what the template may ask for beside it.</summary>
public sealed record ChatInput
{
    /// <summary>The messages, each with a role and mostly a content.</summary>
    public required IReadOnlyList<JsonObject> Messages { get; init; }

    /// <summary>The tools that the model may call; null where there are none.</summary>
    public JsonArray? Tools { get; init; }

    /// <summary>The documents to answer from; null where there are none.</summary>
    public JsonArray? Documents { get; init; }

    /// <summary>Whether the beginning of an answer is put behind the messages; off by default.</summary>
    public bool AddGenerationPrompt { get; init; }

    /// <summary>Whether the last message is left open, for the model to go on with it; off by default.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>The tokenizer's special tokens by their roles, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Further variables of the template; they win over all others.</summary>
    public JsonObject? Variables { get; init; }

    /// <summary>The time that <c>strftime_now</c> tells.</summary>
    public DateTimeOffset Now { get; init; }
}
