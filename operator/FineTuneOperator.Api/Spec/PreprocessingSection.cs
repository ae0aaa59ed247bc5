using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How rows become tensors.</summary>
public sealed record PreprocessingSection
{
    /// <summary>Tokens a row is cut to, special tokens included.</summary>
    [RangeMinimum(4), RangeMaximum(131072), DefaultValue(128)]
    public int MaxSequenceLength { get; init; } = 128;

    /// <summary>Tokens a Seq2Seq's target is cut to; maxSequenceLength when absent.</summary>
    [RangeMinimum(2), RangeMaximum(131072)]
    public int? MaxTargetLength { get; init; }

    /// <summary>What a Seq2Seq reads before every source, such as T5's "translate English to German: ".</summary>
    [Length(0, 1024)]
    public string? SourcePrefix { get; init; }

    /// <summary>The share of training rows held out when there is no Validation dataset, from 0 to below 1.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0")]
    public string ValidationSplit { get; init; } = "0";

    /// <summary>How the images of training rows are varied each time they are shown; not at all when absent.</summary>
    public ImageSection? Image { get; init; }
}
