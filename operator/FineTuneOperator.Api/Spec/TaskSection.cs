using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What an example means.</summary>
[ValidationRule("self.type == 'SequenceClassification' || !has(self.problemType)", message: "problemType may be set only when type is SequenceClassification")]
[ValidationRule("self.type == 'MaskedLM' || !has(self.masking)", message: "masking may be set only when type is MaskedLM")]
public sealed record TaskSection
{
    /// <summary>SequenceClassification reads a label (or a number) a text, TokenClassification a tag a word, MaskedLM hidden words, CausalLM the next token.</summary>
    [Required, EnumValues("SequenceClassification", "TokenClassification", "MaskedLM", "CausalLM")]
    public string Type { get; init; } = "";

    /// <summary>What a label means: SingleLabel (when absent) one class, MultiLabel any number of classes (a list, or separated by ;), Regression a number.</summary>
    [EnumValues("SingleLabel", "MultiLabel", "Regression")]
    public string? ProblemType { get; init; }

    /// <summary>How MaskedLM hides tokens.</summary>
    public MaskingSection? Masking { get; init; }
}
