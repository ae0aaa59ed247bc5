using FineTuneTrainer.Core.Models.Encoders;

namespace FineTuneTrainer.Core.Models.Bart;

/// <summary>What the config.json of BART and Marian says: an encoder's and a decoder's sizes.</summary>
internal sealed record BartConfig
{
    // torch.nn.LayerNorm's default; the config has no field.
    private const double NormEps = 1e-5;

    public required EncoderConfig Encoder { get; init; }

    public required EncoderConfig Decoder { get; init; }

    /// <summary>Whether embeddings are multiplied by sqrt(hidden).</summary>
    public required bool ScaledEmbeddings { get; init; }

    /// <summary>Whether positions are sines and cosines (Marian) instead of a table that starts at 2 (BART).</summary>
    public required bool Sinusoidal { get; init; }

    /// <summary>Whether the embeddings are normalized (BART).</summary>
    public required bool NormalizedEmbeddings { get; init; }

    public required bool Tied { get; init; }

    public required int StartTokenId { get; init; }

    /// <summary>Reads the config; defaults are transformers'.</summary>
    public static BartConfig Read(ModelBuilder build, bool marian)
    {
        var config = build.Config;
        var pad = config.PadToken(marian ? 58100 : 1);
        var read = new BartConfig
        {
            Encoder = Side(build, "encoder", pad),
            Decoder = Side(build, "decoder", pad),
            ScaledEmbeddings = config.Flag("scale_embedding", false),
            Sinusoidal = config.Flag("static_position_embeddings", marian),
            NormalizedEmbeddings = config.Flag("normalize_embedding", !marian),
            Tied = config.Flag("tie_word_embeddings", true),
            StartTokenId = config.Json["decoder_start_token_id"]?.GetValue<int>() ?? pad,
        };
        if (config.Flag("normalize_before", false))
            config.Refuse("normalize_before is true; only norms after each block are read");
        if (!config.Flag("share_encoder_decoder_embeddings", true))
            config.Refuse("share_encoder_decoder_embeddings is false; only one word table for both sides is read");
        if (config.WholeOrNull("decoder_vocab_size") is { } words && words != read.Encoder.VocabSize)
            config.Refuse($"decoder_vocab_size is {words}, vocab_size {read.Encoder.VocabSize}; only one word table for both sides is read");
        config.Divides(read.Encoder.Heads, "encoder_attention_heads", read.Encoder.HiddenSize, "d_model");
        config.Divides(read.Decoder.Heads, "decoder_attention_heads", read.Decoder.HiddenSize, "d_model");
        config.Finish();
        return read;
    }

    private static EncoderConfig Side(ModelBuilder build, string side, int pad)
    {
        var config = build.Config;
        return new EncoderConfig
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = config.Whole("d_model"),
            EmbeddingSize = config.Whole("d_model"),
            Layers = config.Layers($"{side}_layers"),
            Heads = config.Whole($"{side}_attention_heads"),
            IntermediateSize = config.Whole($"{side}_ffn_dim"),
            MaxPositions = config.Whole("max_position_embeddings"),
            TypeVocabSize = 0,
            PadTokenId = pad,
            NormEps = NormEps,
            InitializerRange = config.Number("init_std", 0.02),
            Activation = config.Activation("activation_function", "gelu"),
            HiddenDropout = build.Dropout("dropout", 0.1),
            AttentionDropout = build.Dropout("attention_dropout", 0),
            ActivationDropout = build.Dropout("activation_dropout", 0),
            ClassifierDropout = 0,
        };
    }
}
