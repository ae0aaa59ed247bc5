using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads one pre-tokenizer as the steps it is made of.</summary>
internal static class PreTokenizerJson
{
    public static IEnumerable<IPreTokenizer> Read(JsonElement element) => element.TextOrNull("type") switch
    {
        "BertPreTokenizer" => [CharacterCutter.Bert()],
        "WhitespaceSplit" => [CharacterCutter.WhiteSpace()],
        "Whitespace" => [KnownPatterns.Words()],
        "Punctuation" => [KnownPatterns.Punctuation(element.Find("behavior") is null ? SplitBehavior.Isolated : Behavior(element))],
        "Digits" => [KnownPatterns.Digits(element.Flag("individual_digits", false))],
        "UnicodeScripts" => [new UnicodeScripts()],
        "CharDelimiterSplit" => [new Split(new StringPattern(element.Text("delimiter")), SplitBehavior.Removed)],
        "FixedLength" => [new FixedLength(element.Number("length", 5))],
        "Split" => [new Split(PatternJson.Read(element), Behavior(element), element.Flag("invert", false))],
        "ByteLevel" => ByteLevel(element),
        "Metaspace" => [new Metaspace(Mark(element), Scheme(element), element.Flag("split", true))],
        var other => throw JsonParts.Unknown("pre_tokenizer", other),
    };

    /// <summary>The character that stands for a space.</summary>
    public static char Mark(JsonElement element) =>
        element.Text("replacement") is { Length: 1 } mark ? mark[0] : throw new InvalidDataException("'replacement' of Metaspace must be one character.");

    /// <summary>The scheme, or what the flag of older files means.</summary>
    public static PrependScheme Scheme(JsonElement element)
    {
        string? scheme = element.TextOrNull("prepend_scheme");
        if (scheme is null && !element.Flag("add_prefix_space", true))
            throw new InvalidDataException("Metaspace with 'add_prefix_space' false needs 'prepend_scheme' \"never\".");
        return scheme switch
        {
            "always" or null => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            _ => throw JsonParts.Unknown("prepend_scheme", scheme),
        };
    }

    private static IEnumerable<IPreTokenizer> ByteLevel(JsonElement element)
    {
        if (element.Flag("add_prefix_space", true)) yield return new ByteLevelPrefix();
        if (element.Flag("use_regex", true)) yield return KnownPatterns.Gpt2();
        yield return new ByteLevelAlphabet();
    }

    private static SplitBehavior Behavior(JsonElement element)
    {
        string name = element.Text("behavior");
        return name switch
        {
            "Removed" => SplitBehavior.Removed,
            "Isolated" => SplitBehavior.Isolated,
            "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
            "MergedWithNext" => SplitBehavior.MergedWithNext,
            "Contiguous" => SplitBehavior.Contiguous,
            _ => throw JsonParts.Unknown("behavior", name),
        };
    }
}
