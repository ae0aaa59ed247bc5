using System.Runtime.InteropServices;
using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Models;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads the model with its vocabulary.</summary>
internal static class ModelJson
{
    /// <summary>Reads a model; <paramref name="onBytes"/> tells that its pieces are written in the byte alphabet.</summary>
    public static IModel Read(JsonElement model, bool onBytes) => (model.TextOrNull("type") ?? Guess(model)) switch
    {
        "WordPiece" => WordPiece(model),
        "WordLevel" => new WordLevelModel(Words(model.Need("vocab")), model.Text("unk_token")),
        "BPE" => Bpe(model, onBytes),
        "Unigram" => Unigram(model),
        var other => throw JsonParts.Unknown("model", other),
    };

    // Files from before 2020 leave the type out.
    private static string? Guess(JsonElement model) =>
        model.Find("merges") is not null ? "BPE"
        : model.Find("vocab")?.ValueKind == JsonValueKind.Array ? "Unigram"
        : model.Find("continuing_subword_prefix") is not null ? "WordPiece"
        : null;

    private static WordPieceModel WordPiece(JsonElement model) => new(
        Words(model.Need("vocab")),
        model.Text("unk_token"),
        model.TextOrNull("continuing_subword_prefix") ?? "##",
        model.Number("max_input_chars_per_word", 100));

    /// <summary>The words of an object whose members are their ids.</summary>
    public static Vocabulary Words(JsonElement words)
    {
        var ids = new Dictionary<string, int>(words.GetPropertyCount(), StringComparer.Ordinal);
        foreach (JsonProperty word in words.EnumerateObject()) ids[word.Name] = word.Value.GetInt32();
        return new Vocabulary(ids);
    }

    private static IModel Bpe(JsonElement model, bool onBytes)
    {
        var options = new BpeOptions
        {
            UnknownToken = model.TextOrNull("unk_token"),
            Prefix = model.TextOrNull("continuing_subword_prefix") ?? "",
            Suffix = model.TextOrNull("end_of_word_suffix") ?? "",
            FusesUnknown = model.Flag("fuse_unk", false),
            ByteFallback = model.Flag("byte_fallback", false),
            IgnoresMerges = model.Flag("ignore_merges", false),
        };
        if (model.Find("dropout") is { ValueKind: JsonValueKind.Number } dropout && dropout.GetDouble() != 0) throw JsonParts.Unknown("BPE", "dropout");
        Vocabulary vocabulary = Words(model.Need("vocab"));
        return Bpe(vocabulary, model.List("merges").Select(Merge), options, onBytes);
    }

    /// <summary>The fitting BPE model: on bytes where pieces are bytes and all of them are known.</summary>
    public static IModel Bpe(Vocabulary vocabulary, IEnumerable<(string, string)> merges, BpeOptions options, bool onBytes)
    {
        List<(int, int, int)> resolved = BpeVocabulary.Resolve(vocabulary, merges, options.Prefix);
        bool plain = options.Prefix.Length + options.Suffix.Length == 0;
        return onBytes && plain && ByteBpeModel.Fits(vocabulary)
            ? new ByteBpeModel(vocabulary, resolved, options.IgnoresMerges)
            : new BpeModel(vocabulary, resolved, options);
    }

    private static (string, string) Merge(JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2) return (merge[0].GetString()!, merge[1].GetString()!);
        string text = merge.GetString()!;
        int space = text.IndexOf(' ');
        return space > 0 ? (text[..space], text[(space + 1)..]) : throw new InvalidDataException($"The merge '{text}' has no two parts.");
    }

    private static UnigramModel Unigram(JsonElement model)
    {
        List<(string, double)> pieces = [.. model.List("vocab").Select(p => (p[0].GetString()!, InexactNumber.Parse(JsonMarshal.GetRawUtf8Value(p[1]))))];
        return new UnigramModel(pieces, model.Find("unk_id") is null ? null : model.Number("unk_id"), model.Flag("byte_fallback", false));
    }
}
