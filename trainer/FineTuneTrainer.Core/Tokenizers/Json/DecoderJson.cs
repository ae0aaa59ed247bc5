using System.Text;
using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads one decoder.</summary>
internal static class DecoderJson
{
    public static IDecoder Read(JsonElement element) => element.TextOrNull("type") switch
    {
        "WordPiece" => new WordPieceDecoder(element.TextOrNull("prefix") ?? "##", element.Flag("cleanup", true)),
        "ByteLevel" => new ByteLevelDecoder(),
        "Metaspace" => new MetaspaceDecoder(PreTokenizerJson.Mark(element), PreTokenizerJson.Scheme(element) != PrependScheme.Never),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => new StripDecoder(Character(element.Text("content")), element.Number("start"), element.Number("stop")),
        "Replace" => new ReplaceDecoder(PatternJson.Read(element), element.Text("content")),
        "BPEDecoder" => new BpeDecoder(element.TextOrNull("suffix") ?? "</w>"),
        "CTC" => new CtcDecoder(element.TextOrNull("pad_token") ?? "<pad>", element.TextOrNull("word_delimiter_token") ?? "|", element.Flag("cleanup", true)),
        var other => throw JsonParts.Unknown("decoder", other),
    };

    private static Rune Character(string text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out int units) == System.Buffers.OperationStatus.Done && units == text.Length
            ? rune
            : throw new InvalidDataException($"'content' of Strip must be one character, was '{text}'.");
}
