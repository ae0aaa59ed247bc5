using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Which weights move: a union, told apart by its type.</summary>
[ValidationRule("self.type == 'LoRA' || !has(self.lora)", message: "lora may be set only when type is LoRA")]
[ValidationRule("self.type == 'Freeze' || !has(self.freeze)", message: "freeze may be set only when type is Freeze")]
[ValidationRule("self.type != 'LoRA' || has(self.lora)", message: "lora must be set when type is LoRA")]
public sealed record MethodSection
{
    /// <summary>Full moves every weight, Freeze the head (and the last layers), LoRA low-rank updates beside frozen weights.</summary>
    [Required, EnumValues("Full", "Freeze", "LoRA")]
    public string Type { get; init; } = "";

    /// <summary>Settings of LoRA.</summary>
    public LoraSection? Lora { get; init; }

    /// <summary>Settings of Freeze.</summary>
    public FreezeSection? Freeze { get; init; }
}
