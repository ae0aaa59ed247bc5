using System.Text.Json;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>What tokenizer_config.json says about a WordPiece tokenizer, with Hugging Face's defaults for what it leaves out.</summary>
internal sealed record TokenizerConfig
{
    public bool Lowercase { get; init; } = true;

    public bool? StripAccents { get; init; }

    public bool HandleChinese { get; init; } = true;

    public string Unknown { get; init; } = "[UNK]";

    public string Separator { get; init; } = "[SEP]";

    public string Pad { get; init; } = "[PAD]";

    public string Class { get; init; } = "[CLS]";

    public string Mask { get; init; } = "[MASK]";

    public static TokenizerConfig Read(Stream? json)
    {
        if (json is null) return new TokenizerConfig();
        using JsonDocument document = TokenizerJson.Parse(json, "tokenizer_config.json");
        JsonElement root = document.RootElement;
        var defaults = new TokenizerConfig();
        return new TokenizerConfig
        {
            Lowercase = Flag(root, "do_lower_case") ?? defaults.Lowercase,
            StripAccents = Flag(root, "strip_accents"),
            HandleChinese = Flag(root, "tokenize_chinese_chars") ?? defaults.HandleChinese,
            Unknown = Token(root, "unk_token") ?? defaults.Unknown,
            Separator = Token(root, "sep_token") ?? defaults.Separator,
            Pad = Token(root, "pad_token") ?? defaults.Pad,
            Class = Token(root, "cls_token") ?? defaults.Class,
            Mask = Token(root, "mask_token") ?? defaults.Mask,
        };
    }

    private static bool? Flag(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => throw new InvalidDataException($"tokenizer_config.json: '{name}' is not true or false."),
        }
        : null;

    // A token is written as a string or as an object with its content.
    private static string? Token(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => value.GetProperty("content").GetString(),
            _ => null,
        }
        : null;
}
