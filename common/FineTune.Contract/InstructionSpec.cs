using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>Instruction tuning: the model learns what the assistant says, and nothing else of a conversation.</summary>
public sealed record InstructionSpec
{
    /// <summary>How a row holds its conversation.</summary>
    public required InstructionFormat Format { get; init; }

    /// <summary>The chat template, in Jinja; null for the model's own.</summary>
    public string? ChatTemplate { get; init; }
}

/// <summary>How a row holds a conversation; the usual forms of instruction data.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstructionFormat>))]
public enum InstructionFormat
{
    /// <summary>A list of messages with <c>role</c> and <c>content</c>, as chat APIs take them.</summary>
    Messages,

    /// <summary>A list of turns with <c>from</c> (human, gpt, system) and <c>value</c>.</summary>
    ShareGpt,

    /// <summary>An instruction, perhaps an input to it, and the output.</summary>
    Alpaca,

    /// <summary>A prompt and its completion, as texts or lists of messages.</summary>
    PromptCompletion,
}
