using FineTuneTrainer.Core.Models.Encoders;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Heads;

/// <summary>The heads that encoders of several families share.</summary>
internal static class EncoderHeads
{
    /// <summary>Logits a token: dropout and one linear layer.</summary>
    public static Head Tokens(ModelBuilder build, EncoderConfig config, string name = "classifier")
    {
        var classifier = build.Head(name, config.HiddenSize, build.Classes, config.InitializerRange);
        return new Head([name], (x, _, pass) => classifier.Forward(pass.Drop(x, config.ClassifierDropout), pass.Training));
    }

    /// <summary>A start and an end logit a token.</summary>
    public static Head Spans(ModelBuilder build, EncoderConfig config, double dropout = 0)
    {
        var outputs = build.Head("qa_outputs", config.HiddenSize, 2, config.InitializerRange);
        return new Head(["qa_outputs"], (x, _, pass) => outputs.Forward(pass.Drop(x, dropout), pass.Training));
    }

    /// <summary>The first token's state through a layer and an activation, then the classifier, with dropout before each.</summary>
    public static Head FirstToken(ModelBuilder build, EncoderConfig config, Func<Tensor, Tensor> activation)
    {
        var dense = build.Head("classifier.dense", config.HiddenSize, config.HiddenSize, config.InitializerRange);
        var classifier = build.Head("classifier.out_proj", config.HiddenSize, build.Classes, config.InitializerRange);
        return new Head(["classifier"], (x, _, pass) =>
        {
            var first = pass.Drop(x.select(1, 0), config.ClassifierDropout);
            return classifier.Forward(pass.Drop(activation(dense.Forward(first, pass.Training)), config.ClassifierDropout), pass.Training);
        });
    }

    /// <summary>Vocabulary logits a token: a layer, an activation, LayerNorm, then the product with the tied word table, plus a bias.</summary>
    public static Head Vocabulary(ModelBuilder build, EncoderConfig config, VocabularyNames names, string activation, Parameter words, string wordsName)
    {
        var dense = build.Head(names.Dense, config.HiddenSize, config.EmbeddingSize, config.InitializerRange);
        var norm = build.HeadNorm(names.Norm, config.EmbeddingSize, config.NormEps);
        var bias = build.Table.TakeOrMake(names.Bias, [config.VocabSize], () => zeros(config.VocabSize));
        var decoder = build.Tied(names.Decoder, words, wordsName, bias);
        if (names.Bias != $"{names.Decoder}.bias")
            build.Table.Tie($"{names.Decoder}.bias", names.Bias, bias);
        var act = Activations.Of(activation);
        return new Head(names.Prefixes, (x, _, pass) => decoder.Forward(norm.Forward(act(dense.Forward(x, pass.Training))), pass.Training));
    }
}

/// <summary>What the modules of a masked language model's head are called.</summary>
internal sealed record VocabularyNames(IReadOnlyList<string> Prefixes, string Dense, string Norm, string Decoder, string Bias);
