using System.Text.Json;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Tokenizers.Json;

namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>What tokenizer_config.json and special_tokens_map.json say, for what other files leave open.</summary>
internal sealed class TokenizerConfig
{
    private static readonly string[] Roles = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];
    private readonly Dictionary<string, bool> _flags = [];

    /// <summary>The special tokens by their roles.</summary>
    public Dictionary<string, string> Special { get; } = [];

    /// <summary>Added tokens that the config declares (added_tokens_decoder).</summary>
    public List<AddedToken> Added { get; } = [];

    /// <summary>The class that Hugging Face would use, without its ending "Fast"; null where the file does not say.</summary>
    public string? Class { get; private set; }

    public static TokenizerConfig Read(IReadableFolder folder)
    {
        var config = new TokenizerConfig();
        config.Read(folder, "special_tokens_map.json");
        config.Read(folder, "tokenizer_config.json");
        return config;
    }

    /// <summary>A switch, or null where the file does not say.</summary>
    public bool? Flag(string name) => _flags.TryGetValue(name, out bool value) ? value : null;

    /// <summary>A special token, or what is usual for its role.</summary>
    public string Token(string role, string usual) => Special.GetValueOrDefault(role, usual);

    private void Read(IReadableFolder folder, string file)
    {
        if (!folder.Names.Contains(file)) return;
        using Stream stream = folder.OpenRead(file);
        using JsonDocument document = JsonParts.Parse(stream, file);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"{file} is not a JSON object.");
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) _flags[member.Name] = member.Value.GetBoolean();
            if (Roles.Contains(member.Name) && Content(member.Value) is { } token) Special[member.Name] = token;
        }

        Class = root.TextOrNull("tokenizer_class") is { } name ? name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name : Class;
        if (root.Find("added_tokens_decoder") is { ValueKind: JsonValueKind.Object } added)
            Added.AddRange(added.EnumerateObject().Select(p => TokenizerJson.Added(p.Value, int.TryParse(p.Name, out int id) ? id : throw new InvalidDataException($"{file}: '{p.Name}' in added_tokens_decoder is no id."))));
    }

    // A token is written as a string or as an object with its content.
    private static string? Content(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => value.TextOrNull("content"),
        _ => null,
    };
}
