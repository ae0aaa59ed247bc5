using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>The task.</summary>
public sealed record TaskSpec
{
    /// <summary>The task's kind, one of <see cref="TaskTypes.All"/>.</summary>
    public required string Type { get; init; }

    /// <summary>What the labels of a SequenceClassification mean.</summary>
    public TaskProblem ProblemType { get; init; } = TaskProblem.SingleLabel;

    /// <summary>How a MaskedLM hides tokens; its defaults when absent.</summary>
    public MaskingSpec? Masking { get; init; }

    /// <summary>Makes a CausalLM learn to answer: its rows are conversations. Absent: its rows are plain texts.</summary>
    public InstructionSpec? Instruction { get; init; }

    /// <summary>How a Seq2Seq writes the texts that it is judged by; the defaults when absent.</summary>
    public GenerationSpec? Generation { get; init; }

    /// <summary>How a Preference learns from pairs; the defaults when absent.</summary>
    public PreferenceSpec? Preference { get; init; }

    /// <summary>The columns a TabularClassification reads, in this order; all but the label's, in the training file's order, when absent.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Which of a type's kinds it is: the second half of its key in <see cref="TaskTypes"/>; empty for a type with one kind.</summary>
    [JsonIgnore]
    public string Variant => this switch
    {
        { Instruction: { } instruction, Type: TaskTypes.CausalLM } => instruction.Format.ToString(),
        { ProblemType: TaskProblem.SingleLabel, Type: not TaskTypes.SequenceClassification } => "",
        _ => ProblemType.ToString(),
    };
}

/// <summary>What a row's label means; named as transformers' <c>problem_type</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskProblem>))]
public enum TaskProblem
{
    /// <summary>One class.</summary>
    SingleLabel,

    /// <summary>Any number of classes: a list, or one field with <c>;</c> between them; an empty one has none.</summary>
    MultiLabel,

    /// <summary>A number.</summary>
    Regression,
}

/// <summary>Masked-language modeling: of the chosen tokens 80 % are masked, 10 % replaced, 10 % kept.</summary>
public sealed record MaskingSpec
{
    /// <summary>The share of tokens to predict.</summary>
    public double Probability { get; init; } = 0.15;

    /// <summary>Whether words are hidden whole.</summary>
    public bool WholeWord { get; init; }
}
