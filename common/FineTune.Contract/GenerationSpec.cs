using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>How texts are generated when a Seq2Seq model is judged.</summary>
public sealed record GenerationSpec
{
    /// <summary>The most tokens of a text, at least 1.</summary>
    public int MaxNewTokens { get; init; } = 128;

    /// <summary>Hypotheses that are followed at once, at least 1; 1 is greedy.</summary>
    public int NumBeams { get; init; } = 1;

    /// <summary>How BLEU cuts texts into words.</summary>
    public BleuTokenizerType BleuTokenizer { get; init; } = BleuTokenizerType.Mteval13a;
}

/// <summary>sacreBLEU's tokenizers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BleuTokenizerType>))]
public enum BleuTokenizerType
{
    /// <summary>13a, for languages with spaces.</summary>
    Mteval13a,

    /// <summary>intl, by Unicode categories.</summary>
    International,

    /// <summary>zh: every Chinese character is a word.</summary>
    Chinese,

    /// <summary>char: every character is a word.</summary>
    Character,
}
