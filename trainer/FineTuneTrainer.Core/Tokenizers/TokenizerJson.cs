using System.Text.Json;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Reads a tokenizer.json whose model is WordPiece; every element it cannot run exactly is refused by name.</summary>
internal static class TokenizerJson
{
    private const string File = "tokenizer.json";

    public static JsonDocument Parse(Stream json, string file)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is not valid JSON: {e.Message}", e);
        }
    }

    public static BertWordPiece Read(Stream json, TokenizerConfig config)
    {
        using JsonDocument document = Parse(json, File);
        JsonElement root = document.RootElement;
        try
        {
            WordPieceModel model = Model(root.GetProperty("model"));
            Refuse(root, "pre_tokenizer", "BertPreTokenizer");
            AddedToken[] added = [.. Items(root, "added_tokens").Select(Added)];
            return new BertWordPiece(model, Normalizer(Element(root, "normalizer")), added, Template(root), Pad(config, model, added));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{File} is not built as expected: {e.Message}", e);
        }
    }

    private static WordPieceModel Model(JsonElement model)
    {
        string type = Element(model, "type")?.GetString() ?? "without a type";
        if (type != "WordPiece") throw Unknown("model", type);
        var vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32(), StringComparer.Ordinal);
        return new WordPieceModel(
            vocabulary,
            model.GetProperty("unk_token").GetString()!,
            Element(model, "continuing_subword_prefix")?.GetString() ?? "##",
            Element(model, "max_input_chars_per_word")?.GetInt32() ?? 100);
    }

    private static Func<string, string> Normalizer(JsonElement? element)
    {
        if (element is not { } normalizer) return text => text;
        string type = normalizer.GetProperty("type").GetString()!;
        return type switch
        {
            "BertNormalizer" => Bert(normalizer).Normalize,
            "Lowercase" => BertNormalizer.Lower,
            "Sequence" => Chain([.. Items(normalizer, "normalizers").Select(n => Normalizer(n))]),
            _ => throw Unknown("normalizer", type),
        };
    }

    private static Func<string, string> Chain(Func<string, string>[] steps) => text => steps.Aggregate(text, (t, step) => step(t));

    private static BertNormalizer Bert(JsonElement element)
    {
        bool lower = element.GetProperty("lowercase").GetBoolean();
        return new BertNormalizer(
            element.GetProperty("clean_text").GetBoolean(),
            element.GetProperty("handle_chinese_chars").GetBoolean(),
            Element(element, "strip_accents")?.GetBoolean() ?? lower,
            lower);
    }

    private static AddedToken Added(JsonElement token) => new(
        token.GetProperty("id").GetInt32(),
        token.GetProperty("content").GetString()!,
        token.GetProperty("single_word").GetBoolean(),
        token.GetProperty("lstrip").GetBoolean(),
        token.GetProperty("rstrip").GetBoolean(),
        token.GetProperty("normalized").GetBoolean());

    private static SingleTemplate Template(JsonElement root)
    {
        if (Element(root, "post_processor") is not { } post) return SingleTemplate.Bare;
        string type = post.GetProperty("type").GetString()!;
        return type switch
        {
            "BertProcessing" => new SingleTemplate([(post.GetProperty("cls")[1].GetInt32(), 0)], 0, [(post.GetProperty("sep")[1].GetInt32(), 0)]),
            "TemplateProcessing" => Template(post.GetProperty("single"), post.GetProperty("special_tokens")),
            _ => throw Unknown("post_processor", type),
        };
    }

    private static SingleTemplate Template(JsonElement single, JsonElement special)
    {
        List<(int, int)> before = [];
        List<(int, int)> after = [];
        int? textType = null;
        foreach (JsonElement item in single.EnumerateArray())
        {
            if (Element(item, "Sequence") is { } sequence)
            {
                if (textType is not null) throw Unknown("post_processor", "TemplateProcessing with the text more than once");
                textType = sequence.GetProperty("type_id").GetInt32();
                continue;
            }

            JsonElement token = item.GetProperty("SpecialToken");
            int type = token.GetProperty("type_id").GetInt32();
            JsonElement ids = special.GetProperty(token.GetProperty("id").GetString()!).GetProperty("ids");
            (textType is null ? before : after).AddRange(ids.EnumerateArray().Select(id => (id.GetInt32(), type)));
        }

        return new SingleTemplate(before, textType ?? throw Unknown("post_processor", "TemplateProcessing without the text"), after);
    }

    private static int Pad(TokenizerConfig config, WordPieceModel model, AddedToken[] added)
    {
        if (added.FirstOrDefault(t => t.Content == config.Pad) is { } token) return token.Id;
        return model.Vocabulary.TryGetValue(config.Pad, out int id) ? id : throw new InvalidDataException($"{File} lacks the padding token '{config.Pad}'.");
    }

    private static void Refuse(JsonElement root, string name, string known)
    {
        string type = Element(root, name)?.GetProperty("type").GetString() ?? "none";
        if (type != known) throw Unknown(name, type);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();

    // The element, or null where it is absent or null.
    private static JsonElement? Element(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static InvalidDataException Unknown(string element, string type) =>
        new($"{File}: the {element} '{type}' is not supported by the WordPiece tokenizer.");
}
