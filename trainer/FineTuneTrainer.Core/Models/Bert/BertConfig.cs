using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>What BERT's config.json says, checked.</summary>
internal sealed record BertConfig
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int MaxPositions { get; init; }

    public required int TypeVocabSize { get; init; }

    /// <summary>The row of the word table that is never trained by look-up; -1 for none.</summary>
    public required int PadTokenId { get; init; }

    public required double LayerNormEps { get; init; }

    public required double InitializerRange { get; init; }

    public required string Activation { get; init; }

    public required double HiddenDropout { get; init; }

    public required double AttentionDropout { get; init; }

    public required double ClassifierDropout { get; init; }

    /// <summary>Reads the config; every wrong field at once. Defaults are transformers' BertConfig's.</summary>
    public static BertConfig Read(JsonObject json, double? dropout)
    {
        var problems = new List<string>();
        var hidden = Number(json, "hidden_dropout_prob", 0.1, problems);
        var config = new BertConfig
        {
            VocabSize = Whole(json, "vocab_size", problems),
            HiddenSize = Whole(json, "hidden_size", problems),
            Layers = Whole(json, "num_hidden_layers", problems),
            Heads = Whole(json, "num_attention_heads", problems),
            IntermediateSize = Whole(json, "intermediate_size", problems),
            MaxPositions = Whole(json, "max_position_embeddings", problems),
            PadTokenId = PadToken(json, problems),
            TypeVocabSize = json.ContainsKey("type_vocab_size") ? Whole(json, "type_vocab_size", problems) : 2,
            LayerNormEps = Number(json, "layer_norm_eps", 1e-12, problems),
            InitializerRange = Number(json, "initializer_range", 0.02, problems),
            Activation = Text(json, "hidden_act", "gelu", problems),
            HiddenDropout = dropout ?? hidden,
            AttentionDropout = dropout ?? Number(json, "attention_probs_dropout_prob", 0.1, problems),
            ClassifierDropout = dropout ?? (json["classifier_dropout"] is null ? hidden : Number(json, "classifier_dropout", hidden, problems)),
        };
        config.Check(json, problems);
        return problems.Count == 0 ? config : throw new ModelIncompatibleException(problems);
    }

    private void Check(JsonObject json, List<string> problems)
    {
        if (Heads > 0 && HiddenSize % Heads != 0)
            problems.Add($"config.json: hidden_size {HiddenSize} is not a multiple of num_attention_heads {Heads}");
        if (!Activations.Known(Activation))
            problems.Add($"config.json: hidden_act '{Activation}' is not known; known are {Activations.Names}");
        if (Text(json, "position_embedding_type", "absolute", problems) is var type and not "absolute")
            problems.Add($"config.json: position_embedding_type '{type}' is not known; known is absolute");
        if (json["is_decoder"] is JsonValue decoder && decoder.TryGetValue<bool>(out var decodes) && decodes)
            problems.Add("config.json: is_decoder is true; only encoders classify");
    }

    // Absent means 0 (BertConfig's default), null means no padding row.
    private static int PadToken(JsonObject json, List<string> problems)
    {
        if (!json.TryGetPropertyValue("pad_token_id", out var node))
            return 0;
        if (node is null)
            return -1;
        if (node is JsonValue value && value.TryGetValue<int>(out var id) && id >= 0)
            return id;
        problems.Add($"config.json: pad_token_id must be a whole number or null, was {node.ToJsonString()}");
        return -1;
    }

    private static string Text(JsonObject json, string name, string otherwise, List<string> problems)
    {
        if (json[name] is null)
            return otherwise;
        if (json[name] is JsonValue value && value.TryGetValue<string>(out var text))
            return text;
        problems.Add($"config.json: {name} must be a text, was {json[name]!.ToJsonString()}");
        return otherwise;
    }

    private static int Whole(JsonObject json, string name, List<string> problems)
    {
        if (json[name] is JsonValue value && value.TryGetValue<int>(out var number) && number > 0)
            return number;
        problems.Add($"config.json: {name} must be a whole number above 0, was {json[name]?.ToJsonString() ?? "absent"}");
        return 0;
    }

    private static double Number(JsonObject json, string name, double otherwise, List<string> problems)
    {
        if (json[name] is null)
            return otherwise;
        if (json[name] is JsonValue value && value.TryGetValue<double>(out var number) && number >= 0)
            return number;
        problems.Add($"config.json: {name} must be a number, at least 0, was {json[name]!.ToJsonString()}");
        return otherwise;
    }
}
