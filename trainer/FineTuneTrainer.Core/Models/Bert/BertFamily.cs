using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>BERT: post-norm encoder with segments; sequence classification through a pooler (dense + tanh of the first token).</summary>
internal static class BertFamily
{
    private static readonly VocabularyNames Predictions = new(
        ["cls.predictions"], "cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm", "cls.predictions.decoder", "cls.predictions.bias");

    public static Network Build(ModelBuilder build)
    {
        var config = EncoderConfig.Read(build);
        build.Table.Rename(BertKeys.Normalize);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"bert.encoder.layer.{i}").ToList();
        var encoder = Encoder.Of(build, config, new EncoderEmbeddings(build, config, "bert.embeddings"), layers, EncoderNames.Bert);
        var head = HeadOf(build, config, encoder);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(encoder.Forward(batch, pass), batch, pass),
            Architecture = $"BertFor{build.Task}",
            Heads = head.Prefixes,
            AboveLayers = build.Task == ModelTask.SequenceClassification ? ["bert.pooler"] : [],
            Layers = layers,
            LoraTargets = ["query", "value"],
            MaxPositions = config.MaxPositions,
        };
    }

    private static Head HeadOf(ModelBuilder build, EncoderConfig config, Encoder encoder) => build.Task switch
    {
        ModelTask.SequenceClassification => Pooled(build, config),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config),
        ModelTask.MaskedLM => EncoderHeads.Vocabulary(build, config, Predictions, config.Activation, encoder.Embeddings.Words, "bert.embeddings.word_embeddings.weight"),
        _ => throw build.Refusal("bert", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering, ModelTask.MaskedLM),
    };

    private static Head Pooled(ModelBuilder build, EncoderConfig config)
    {
        var pooler = build.Linear("bert.pooler.dense", config.HiddenSize, config.HiddenSize);
        var classifier = build.Head("classifier", config.HiddenSize, build.Classes, config.InitializerRange);
        return new Head(["classifier"], (x, _, pass) =>
            classifier.Forward(pass.Drop(pooler.Forward(x.select(1, 0), pass.Training).tanh(), config.ClassifierDropout), pass.Training));
    }
}
