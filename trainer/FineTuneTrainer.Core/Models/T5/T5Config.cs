namespace FineTuneTrainer.Core.Models.T5;

/// <summary>What T5's config.json says.</summary>
internal sealed record T5Config
{
    public required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    public required int HeadDim { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int EncoderLayers { get; init; }

    public required int DecoderLayers { get; init; }

    public required int Buckets { get; init; }

    public required int MaxDistance { get; init; }

    public required double Dropout { get; init; }

    public required double NormEps { get; init; }

    public required string Activation { get; init; }

    /// <summary>Whether the feed-forward has a gate (v1.1).</summary>
    public required bool Gated { get; init; }

    public required bool Tied { get; init; }

    /// <summary>Whether the decoder's states are multiplied by hidden^-0.5 before the head (v1.0).</summary>
    public required bool ScaledOutput { get; init; }

    public required int PadTokenId { get; init; }

    public required int StartTokenId { get; init; }

    /// <summary>Reads the config; defaults are transformers'.</summary>
    public static T5Config Read(ModelBuilder build)
    {
        var config = build.Config;
        var layers = config.Layers("num_layers", 6);
        var projection = config.Text("feed_forward_proj", "relu");
        var gated = projection.StartsWith("gated-", StringComparison.Ordinal);
        var activation = projection == "gated-gelu" ? "gelu_new" : gated ? projection["gated-".Length..] : projection;
        if (!Activations.Known(activation))
            config.Refuse($"feed_forward_proj '{projection}' is not known; known are {Activations.Names}, with or without 'gated-' before");
        var tied = config.Flag("tie_word_embeddings", true);
        var pad = config.PadToken(0);
        var read = new T5Config
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = config.Whole("d_model"),
            HeadDim = config.Whole("d_kv"),
            Heads = config.Whole("num_heads"),
            IntermediateSize = config.Whole("d_ff"),
            EncoderLayers = layers,
            DecoderLayers = config.Layers("num_decoder_layers", layers),
            Buckets = config.Whole("relative_attention_num_buckets", 32),
            MaxDistance = config.Whole("relative_attention_max_distance", 128),
            Dropout = build.Dropout("dropout_rate", 0.1),
            NormEps = config.Number("layer_norm_epsilon", 1e-6),
            Activation = activation,
            Gated = gated,
            Tied = tied,
            // transformers 5 says it; 4 means it by tying.
            ScaledOutput = config.Flag("scale_decoder_outputs", tied),
            PadTokenId = pad,
            StartTokenId = config.Json["decoder_start_token_id"]?.GetValue<int>() ?? pad,
        };
        config.Finish();
        return read;
    }
}
