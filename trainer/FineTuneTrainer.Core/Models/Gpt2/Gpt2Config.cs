namespace FineTuneTrainer.Core.Models.Gpt2;

/// <summary>What GPT-2's config.json says.</summary>
internal sealed record Gpt2Config
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int MaxPositions { get; init; }

    public required string Activation { get; init; }

    public required double NormEps { get; init; }

    public required double InitializerRange { get; init; }

    /// <summary>The id that a classifier skips; -1 for none. Look-ups train its row all the same.</summary>
    public required int PadTokenId { get; init; }

    public required bool Tied { get; init; }

    public required double EmbeddingDropout { get; init; }

    public required double AttentionDropout { get; init; }

    public required double ResidualDropout { get; init; }

    /// <summary>Whether scores are divided by the root of the head's width, and by the layer's number.</summary>
    public required (bool ByWidth, bool ByLayer) Scaling { get; init; }

    /// <summary>Reads the config; defaults are transformers'.</summary>
    public static Gpt2Config Read(ModelBuilder build)
    {
        var config = build.Config;
        var hidden = config.Whole("n_embd", 768);
        var read = new Gpt2Config
        {
            VocabSize = config.Whole("vocab_size", 50257),
            HiddenSize = hidden,
            Layers = config.Layers("n_layer", 12),
            Heads = config.Whole("n_head", 12),
            IntermediateSize = config.Whole("n_inner", 4 * hidden),
            MaxPositions = config.Whole("n_positions", 1024),
            Activation = config.Activation("activation_function", "gelu_new"),
            NormEps = config.Number("layer_norm_epsilon", 1e-5),
            InitializerRange = config.Number("initializer_range", 0.02),
            PadTokenId = config.PadToken(-1),
            Tied = config.Flag("tie_word_embeddings", true),
            EmbeddingDropout = build.Dropout("embd_pdrop", 0.1),
            AttentionDropout = build.Dropout("attn_pdrop", 0.1),
            ResidualDropout = build.Dropout("resid_pdrop", 0.1),
            Scaling = (config.Flag("scale_attn_weights", true), config.Flag("scale_attn_by_inverse_layer_idx", false)),
        };
        config.Divides(read.Heads, "n_head", hidden, "n_embd");
        if (config.Flag("add_cross_attention", false))
            config.Refuse("add_cross_attention is true; GPT-2 is read as a decoder alone");
        config.Finish();
        return read;
    }
}
