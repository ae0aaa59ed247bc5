namespace FineTune.Contract;

/// <summary>How rows become tensors.</summary>
public sealed record PreprocessingSpec
{
    /// <summary>Tokens a row is cut to, special tokens included.</summary>
    public int MaxSequenceLength { get; init; } = 128;

    /// <summary>The share of training rows held out, stratified by label, when there is no Validation dataset; 0 for none.</summary>
    public double ValidationSplit { get; init; }
}
