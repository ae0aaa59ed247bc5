using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How texts are generated.</summary>
public sealed record GenerationSection
{
    /// <summary>The most tokens of a text.</summary>
    [RangeMinimum(1), RangeMaximum(4096), DefaultValue(128)]
    public int MaxNewTokens { get; init; } = 128;

    /// <summary>Hypotheses that are followed at once; 1 is greedy.</summary>
    [RangeMinimum(1), RangeMaximum(64), DefaultValue(1)]
    public int NumBeams { get; init; } = 1;

    /// <summary>How BLEU cuts texts into words: Mteval13a for languages with spaces, International, Chinese, Character.</summary>
    [EnumValues("Mteval13a", "International", "Chinese", "Character"), DefaultValue("Mteval13a")]
    public string BleuTokenizer { get; init; } = "Mteval13a";
}
