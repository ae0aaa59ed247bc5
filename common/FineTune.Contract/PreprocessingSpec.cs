namespace FineTune.Contract;

/// <summary>How rows become tensors.</summary>
public sealed record PreprocessingSpec
{
    /// <summary>Tokens a row is cut to, special tokens included.</summary>
    public int MaxSequenceLength { get; init; } = 128;

    /// <summary>Tokens a Seq2Seq's target is cut to; <see cref="MaxSequenceLength"/> when null.</summary>
    public int? MaxTargetLength { get; init; }

    /// <summary>What a Seq2Seq reads before every source, such as T5's <c>translate English to German: </c>; nothing when null.</summary>
    public string? SourcePrefix { get; init; }

    /// <summary>The share of training rows held out, stratified by label, when there is no Validation dataset; 0 for none.</summary>
    public double ValidationSplit { get; init; }

    /// <summary>How training images are varied; null for not at all.</summary>
    public ImageSpec? Image { get; init; }
}
