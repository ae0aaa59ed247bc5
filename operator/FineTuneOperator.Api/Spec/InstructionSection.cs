using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Instruction tuning: how conversations stand in the data.</summary>
public sealed record InstructionSection
{
    /// <summary>Messages (role and content), ShareGpt (from and value), Alpaca (instruction, input, output) or PromptCompletion.</summary>
    [Required, EnumValues("Messages", "ShareGpt", "Alpaca", "PromptCompletion")]
    public string Format { get; init; } = "";

    /// <summary>The chat template, in Jinja; the model's own when absent.</summary>
    [Length(1, 32768)]
    public string? ChatTemplate { get; init; }
}
