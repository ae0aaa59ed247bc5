using FineTuneTrainer.Core.Models.Decoders;

namespace FineTuneTrainer.Core.Models.GptNeoX;

/// <summary>What GPT-NeoX's config.json says.</summary>
internal sealed record GptNeoXConfig
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int Layers { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required string Activation { get; init; }

    public required double NormEps { get; init; }

    public required double InitializerRange { get; init; }

    /// <summary>The id that a classifier skips; -1 for none. Look-ups train its row all the same.</summary>
    public required int PadTokenId { get; init; }

    public required bool Tied { get; init; }

    /// <summary>Whether attention and feed-forward read the same input and are added together.</summary>
    public required bool Parallel { get; init; }

    public required bool AttentionBias { get; init; }

    public required double HiddenDropout { get; init; }

    public required double AttentionDropout { get; init; }

    public required RopeSettings Rope { get; init; }

    public int HeadDim => HiddenSize / Heads;

    /// <summary>Reads the config; defaults are transformers'. Version 4 calls the rotary settings <c>rotary_pct</c> and <c>rotary_emb_base</c>.</summary>
    public static GptNeoXConfig Read(ModelBuilder build)
    {
        var config = build.Config;
        var read = new GptNeoXConfig
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = config.Whole("hidden_size"),
            Layers = config.Layers("num_hidden_layers"),
            Heads = config.Whole("num_attention_heads"),
            IntermediateSize = config.Whole("intermediate_size"),
            Activation = config.Activation("hidden_act", "gelu"),
            NormEps = config.Number("layer_norm_eps", 1e-5),
            InitializerRange = config.Number("initializer_range", 0.02),
            PadTokenId = config.PadToken(-1),
            Tied = config.Flag("tie_word_embeddings", false),
            Parallel = config.Flag("use_parallel_residual", true),
            AttentionBias = config.Flag("attention_bias", true),
            HiddenDropout = build.Dropout("hidden_dropout", 0),
            AttentionDropout = build.Dropout("attention_dropout", 0),
            Rope = RopeSettings.Read(config, config.Number("rotary_emb_base", 10000), config.Number("rotary_pct", 0.25)),
        };
        config.Divides(read.Heads, "num_attention_heads", read.HiddenSize, "hidden_size");
        config.Finish();
        return read;
    }
}
