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
