namespace FineTuneTrainer.Core.Models.Encoders;

/// <summary>The sizes and settings of a Transformer encoder, whatever its config.json calls them.</summary>
internal sealed record EncoderConfig
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    /// <summary>The width of the embeddings, where a projection widens them.</summary>
    public required int EmbeddingSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int MaxPositions { get; init; }

    /// <summary>Rows of the segment table; 0 without one.</summary>
    public required int TypeVocabSize { get; init; }

    /// <summary>The row of the word table that is never trained by look-up; -1 for none.</summary>
    public required int PadTokenId { get; init; }

    public required double NormEps { get; init; }

    public required double InitializerRange { get; init; }

    public required string Activation { get; init; }

    public required double HiddenDropout { get; init; }

    public required double AttentionDropout { get; init; }

    public required double ClassifierDropout { get; init; }

    /// <summary>Dropout after the feed-forward's activation (BART).</summary>
    public double ActivationDropout { get; init; }

    /// <summary>Whether each block normalizes its input instead of its result (ViT).</summary>
    public bool PreNorm { get; init; }

    /// <summary>Whether query, key and value have biases.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Reads the fields that BERT and its relatives share; defaults are transformers'.</summary>
    public static EncoderConfig Read(ModelBuilder build, int padToken = 0, bool embeddingSize = false)
    {
        var config = build.Config;
        var hidden = build.Dropout("hidden_dropout_prob", 0.1);
        var read = new EncoderConfig
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = config.Whole("hidden_size"),
            EmbeddingSize = embeddingSize ? config.Whole("embedding_size", 128) : config.Whole("hidden_size"),
            Layers = config.Layers("num_hidden_layers"),
            Heads = config.Whole("num_attention_heads"),
            IntermediateSize = config.Whole("intermediate_size"),
            MaxPositions = config.Whole("max_position_embeddings"),
            TypeVocabSize = config.Whole("type_vocab_size", 2),
            PadTokenId = config.PadToken(padToken),
            NormEps = config.Number("layer_norm_eps", 1e-12),
            InitializerRange = config.Number("initializer_range", 0.02),
            Activation = config.Activation("hidden_act", "gelu"),
            HiddenDropout = hidden,
            AttentionDropout = build.Dropout("attention_probs_dropout_prob", 0.1),
            ClassifierDropout = build.Dropout(config.Has("classifier_dropout") ? "classifier_dropout" : "hidden_dropout_prob", 0.1),
        };
        if (config.Text("position_embedding_type", "absolute") is var type and not "absolute")
            config.Refuse($"position_embedding_type '{type}' is not known; known is absolute");
        if (config.Flag("is_decoder", false))
            config.Refuse("is_decoder is true; this family is read as an encoder");
        config.Divides(read.Heads, "num_attention_heads", read.HiddenSize, "hidden_size");
        config.Finish();
        return read;
    }
}
