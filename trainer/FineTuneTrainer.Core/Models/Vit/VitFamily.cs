using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Vit;

/// <summary>ViT: an image cut into patches, a class token before them, learned positions, pre-norm layers, the class token classified.</summary>
internal sealed class VitFamily
{
    private readonly EncoderConfig _config;
    private readonly (int Image, int Patch, int Channels) _sizes;
    private readonly Parameter _classToken;
    private readonly Parameter _positions;
    private readonly ConvolutionLayer _patches;
    private readonly EncoderLayer[] _layers;
    private readonly NormLayer _norm;
    private readonly LinearLayer _head;

    private VitFamily(ModelBuilder build, EncoderConfig config, (int Image, int Patch, int Channels) sizes, IReadOnlyList<string> layers)
    {
        (_config, _sizes) = (config, sizes);
        var hidden = config.HiddenSize;
        _classToken = build.Table.Take("vit.embeddings.cls_token", 1, 1, hidden);
        _positions = build.Table.Take("vit.embeddings.position_embeddings", 1, config.MaxPositions, hidden);
        _patches = build.Convolution("vit.embeddings.patch_embeddings.projection", sizes.Channels, hidden, sizes.Patch, sizes.Patch, padding: 0, bias: true);
        _layers = [.. layers.Select(prefix => new EncoderLayer(build, config, prefix, EncoderNames.Vit))];
        _norm = build.LayerNorm("vit.layernorm", hidden, config.NormEps);
        _head = build.Head("classifier", hidden, build.Classes, config.InitializerRange);
    }

    public static Network Build(ModelBuilder build)
    {
        if (build.Task != ModelTask.ImageClassification)
            throw build.Refusal("vit", ModelTask.ImageClassification);
        var (config, sizes) = Read(build);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"vit.encoder.layer.{i}").ToList();
        var model = new VitFamily(build, config, sizes, layers);
        return new Network
        {
            Forward = model.Forward,
            Architecture = "ViTForImageClassification",
            Heads = ["classifier"],
            AboveLayers = ["vit.layernorm"],
            Layers = layers,
            LoraTargets = ["query", "value"],
        };
    }

    private static (EncoderConfig Config, (int Image, int Patch, int Channels) Sizes) Read(ModelBuilder build)
    {
        var json = build.Config;
        var (image, patch) = (json.Whole("image_size", 224), json.Whole("patch_size", 16));
        var config = new EncoderConfig
        {
            VocabSize = 0,
            HiddenSize = json.Whole("hidden_size"),
            EmbeddingSize = json.Whole("hidden_size"),
            Layers = json.Layers("num_hidden_layers"),
            Heads = json.Whole("num_attention_heads"),
            IntermediateSize = json.Whole("intermediate_size"),
            // The class token and the patches.
            MaxPositions = (image / patch * (image / patch)) + 1,
            TypeVocabSize = 0,
            PadTokenId = -1,
            NormEps = json.Number("layer_norm_eps", 1e-12),
            InitializerRange = json.Number("initializer_range", 0.02),
            Activation = json.Activation("hidden_act", "gelu"),
            HiddenDropout = build.Dropout("hidden_dropout_prob", 0),
            AttentionDropout = build.Dropout("attention_probs_dropout_prob", 0),
            ClassifierDropout = 0,
            PreNorm = true,
            QkvBias = json.Flag("qkv_bias", true),
        };
        json.Divides(patch, "patch_size", image, "image_size");
        json.Divides(config.Heads, "num_attention_heads", config.HiddenSize, "hidden_size");
        json.Finish();
        return (config, (image, patch, json.Whole("num_channels", 3)));
    }

    private Tensor Forward(Batch batch, Pass pass) // pixels (row, channel, height, width) -> (row, class)
    {
        if (batch.Inputs.shape[2] != _sizes.Image || batch.Inputs.shape[3] != _sizes.Image)
            throw new ModelIncompatibleException([$"images are {batch.Inputs.shape[3]} x {batch.Inputs.shape[2]}, the model reads {_sizes.Image} x {_sizes.Image}"]);
        var patches = _patches.Forward(batch.Inputs).flatten(2).transpose(1, 2); // (row, patch, hidden)
        var x = cat([_classToken.expand(patches.shape[0], -1, -1), patches], 1) + _positions;
        x = pass.Drop(x, _config.HiddenDropout);
        pass.Observe?.Invoke("0", x);
        for (var i = 0; i < _layers.Length; i++)
        {
            x = _layers[i].Forward(x, null, pass);
            pass.Observe?.Invoke($"{i + 1}", x);
        }

        // Only the class token is read: the norm works position by position.
        return _head.Forward(_norm.Forward(x.select(1, 0)), pass.Training);
    }
}
