using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What an example means.</summary>
[ValidationRule("self.type == 'SequenceClassification' || !has(self.problemType)", message: "problemType may be set only when type is SequenceClassification")]
[ValidationRule("self.type == 'MaskedLM' || !has(self.masking)", message: "masking may be set only when type is MaskedLM")]
[ValidationRule("self.type == 'CausalLM' || !has(self.instruction)", message: "instruction may be set only when type is CausalLM")]
[ValidationRule("self.type == 'Seq2Seq' || !has(self.generation)", message: "generation may be set only when type is Seq2Seq")]
[ValidationRule("self.type == 'Preference' || !has(self.preference)", message: "preference may be set only when type is Preference")]
[ValidationRule("self.type == 'TabularClassification' || !has(self.features)", message: "features may be set only when type is TabularClassification")]
public sealed record TaskSection
{
    /// <summary>SequenceClassification reads a label (or a number) a text, TokenClassification a tag a word, MaskedLM hidden words, CausalLM the next token, Seq2Seq a text that another becomes, Preference a better and a worse answer, ImageClassification a class an image, TabularClassification a class a row of numbers.</summary>
    [Required, EnumValues("SequenceClassification", "TokenClassification", "MaskedLM", "CausalLM", "Seq2Seq", "Preference", "ImageClassification", "TabularClassification")]
    public string Type { get; init; } = "";

    /// <summary>What a label means: SingleLabel (when absent) one class, MultiLabel any number of classes (a list, or separated by ;), Regression a number.</summary>
    [EnumValues("SingleLabel", "MultiLabel", "Regression")]
    public string? ProblemType { get; init; }

    /// <summary>How MaskedLM hides tokens.</summary>
    public MaskingSection? Masking { get; init; }

    /// <summary>Makes CausalLM learn to answer: rows are conversations, and only what the assistant says is learned. Absent: rows are plain texts.</summary>
    public InstructionSection? Instruction { get; init; }

    /// <summary>How Seq2Seq writes the texts that it is judged by.</summary>
    public GenerationSection? Generation { get; init; }

    /// <summary>How Preference learns from pairs; DPO with TRL's settings when absent.</summary>
    public PreferenceSection? Preference { get; init; }

    /// <summary>The columns that TabularClassification reads, in this order; all but the label's, in the training file's order, when absent.</summary>
    [Items(1, 4096), XListType(XListType.Set)]
    public IList<string>? Features { get; init; }
}
