using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Normalizers;
using FineTuneTrainer.Core.Tokenizers.Pipeline;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads one normalizer.</summary>
internal static class NormalizerJson
{
    public static INormalizer Read(JsonElement element) => element.TextOrNull("type") switch
    {
        "BertNormalizer" => Bert(element),
        "NFC" => new NormalForm(compatible: false, composes: true),
        "NFD" => new NormalForm(compatible: false, composes: false),
        "NFKC" => new NormalForm(compatible: true, composes: true),
        "NFKD" => new NormalForm(compatible: true, composes: false),
        "Lowercase" => new Lowercase(),
        "StripAccents" => new StripAccents(),
        "Nmt" => new Nmt(),
        "Strip" => new Strip(element.Flag("strip_left", true), element.Flag("strip_right", true)),
        "Prepend" => new Prepend(element.Text("prepend")),
        "Replace" => new Replace(PatternJson.Read(element), element.Text("content")),
        "ByteLevel" => new ByteLevelNormalizer(),
        "Precompiled" => new Precompiled(Convert.FromBase64String(element.Text("precompiled_charsmap"))),
        var other => throw JsonParts.Unknown("normalizer", other),
    };

    private static BertNormalizer Bert(JsonElement element)
    {
        bool lowercase = element.Flag("lowercase", true);
        return new BertNormalizer(element.Flag("clean_text", true), element.Flag("handle_chinese_chars", true), element.Flag("strip_accents", lowercase), lowercase);
    }
}
