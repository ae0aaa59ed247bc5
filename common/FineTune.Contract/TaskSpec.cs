namespace FineTune.Contract;

/// <summary>The task.</summary>
public sealed record TaskSpec
{
    /// <summary>The task's kind, e.g. <c>SequenceClassification</c>.</summary>
    public required string Type { get; init; }
}
