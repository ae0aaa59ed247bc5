namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>The sizes and settings of a LLaMA-like decoder: what a family does otherwise is a property here.</summary>
internal sealed record DecoderConfig
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    /// <summary>Heads of keys and values; each serves Heads / KvHeads queries.</summary>
    public required int KvHeads { get; init; }

    public required int HeadDim { get; init; }

    public required int IntermediateSize { get; init; }

    public required string Activation { get; init; }

    public required double NormEps { get; init; }

    public required double InitializerRange { get; init; }

    /// <summary>The row of the word table that is never trained by look-up, and the id that a classifier skips; -1 for none.</summary>
    public required int PadTokenId { get; init; }

    /// <summary>Whether the head shares the word table.</summary>
    public required bool Tied { get; init; }

    public required double AttentionDropout { get; init; }

    /// <summary>Dropout of the embeddings (Phi-3).</summary>
    public double EmbeddingDropout { get; init; }

    /// <summary>Dropout of each block's result (Phi-3).</summary>
    public double ResidualDropout { get; init; }

    public bool QkvBias { get; init; }

    public bool OutputBias { get; init; }

    public bool MlpBias { get; init; }

    /// <summary>Whether queries and keys are normalized per head (Qwen 3, Gemma 3).</summary>
    public bool QkNorm { get; init; }

    /// <summary>Whether query, key and value are one matrix, gate and up another (Phi-3).</summary>
    public bool Fused { get; init; }

    /// <summary>Whether norms multiply by 1 + w, embeddings by sqrt(hidden), and each block's result is normalized too (Gemma).</summary>
    public bool Gemma { get; init; }

    /// <summary>What scores are multiplied by.</summary>
    public required double Scale { get; init; }

    /// <summary>The cap of the scores; null for none.</summary>
    public double? ScoreCap { get; init; }

    /// <summary>The cap of the logits; null for none.</summary>
    public double? LogitCap { get; init; }

    /// <summary>Each layer's window; null sees all before.</summary>
    public required IReadOnlyList<int?> Windows { get; init; }

    /// <summary>Each layer's angles.</summary>
    public required IReadOnlyList<RopeSettings> Ropes { get; init; }

    /// <summary>Reads the fields that all of the kind share; the family then changes what is its own.</summary>
    public static DecoderConfig Read(ModelBuilder build, bool tied = false, double theta = 10000, string activation = "hidden_act", int? padToken = null)
    {
        var config = build.Config;
        var hidden = config.Whole("hidden_size");
        var heads = config.Whole("num_attention_heads");
        var layers = config.Layers("num_hidden_layers");
        var headDim = config.Whole("head_dim", Math.Max(1, hidden / heads));
        var rope = RopeSettings.Read(config, theta);
        var read = new DecoderConfig
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = hidden,
            Layers = layers,
            Heads = heads,
            KvHeads = config.Whole("num_key_value_heads", heads),
            HeadDim = headDim,
            IntermediateSize = config.Whole("intermediate_size"),
            Activation = config.Activation(activation, "silu"),
            NormEps = config.Number("rms_norm_eps", 1e-6),
            InitializerRange = config.Number("initializer_range", 0.02),
            PadTokenId = config.PadToken(padToken ?? -1),
            Tied = config.Flag("tie_word_embeddings", tied),
            AttentionDropout = build.Dropout("attention_dropout", 0),
            Scale = 1 / Math.Sqrt(headDim),
            Windows = [.. Enumerable.Repeat<int?>(null, layers)],
            Ropes = [.. Enumerable.Repeat(rope, layers)],
        };
        config.Divides(read.KvHeads, "num_key_value_heads", heads, "num_attention_heads");
        return read;
    }
}
