using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A random part of an image; its sides have a ratio between 3/4 and 4/3.</summary>
public sealed record RandomCropSection
{
    /// <summary>The smallest share of the image's area, above 0.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0.08")]
    public string MinArea { get; init; } = "0.08";

    /// <summary>The largest share, at most 1.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("1")]
    public string MaxArea { get; init; } = "1";
}
