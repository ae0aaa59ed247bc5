using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;

namespace FineTuneTrainer.Core.Models.Albert;

/// <summary>ALBERT: a few layers used again and again on embeddings that are narrower; the pooler belongs to the head, since checkpoints for words lack it.</summary>
internal static class AlbertFamily
{
    private static readonly VocabularyNames Predictions = new(["predictions"], "predictions.dense", "predictions.LayerNorm", "predictions.decoder", "predictions.bias");

    public static Network Build(ModelBuilder build)
    {
        var groups = build.Config.Layers("num_hidden_groups", 1);
        var inner = build.Config.Layers("inner_group_num", 1);
        var read = EncoderConfig.Read(build, embeddingSize: true);
        var config = read with { ClassifierDropout = build.Dropout("classifier_dropout_prob", 0.1) };
        build.Table.Rename(name => name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.", StringComparison.Ordinal) ? $"albert.{name}" : name);
        var embeddings = new EncoderEmbeddings(build, config, "albert.embeddings");
        var projection = build.Linear("albert.encoder.embedding_hidden_mapping_in", config.EmbeddingSize, config.HiddenSize);
        var prefixes = Enumerable.Range(0, groups).Select(group => Enumerable.Range(0, inner).Select(i => $"albert.encoder.albert_layer_groups.{group}.albert_layers.{i}").ToList()).ToList();
        var shared = prefixes.Select(group => group.Select(prefix => new EncoderLayer(build, config, prefix, EncoderNames.Albert)).ToList()).ToList();
        // Layer i runs group i * groups / layers, all of its inner layers.
        var encoder = new Encoder(embeddings, projection, [.. Enumerable.Range(0, config.Layers).SelectMany(i => shared[i * groups / config.Layers])]);
        var head = HeadOf(build, config, encoder);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(encoder.Forward(batch, pass), batch, pass),
            Architecture = $"AlbertFor{build.Task}",
            Heads = head.Prefixes,
            Layers = [.. prefixes.SelectMany(group => group)],
            LoraTargets = ["query", "value"],
            MaxPositions = config.MaxPositions,
        };
    }

    private static Head HeadOf(ModelBuilder build, EncoderConfig config, Encoder encoder) => build.Task switch
    {
        ModelTask.SequenceClassification => Pooled(build, config),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config),
        ModelTask.MaskedLM => EncoderHeads.Vocabulary(build, config, Predictions, config.Activation, encoder.Embeddings.Words, "albert.embeddings.word_embeddings.weight"),
        _ => throw build.Refusal("albert", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering, ModelTask.MaskedLM),
    };

    private static Head Pooled(ModelBuilder build, EncoderConfig config)
    {
        var pooler = build.Head("albert.pooler", config.HiddenSize, config.HiddenSize, config.InitializerRange);
        var classifier = build.Head("classifier", config.HiddenSize, build.Classes, config.InitializerRange);
        return new Head(["albert.pooler", "classifier"], (x, _, pass) =>
            classifier.Forward(pass.Drop(pooler.Forward(x.select(1, 0), pass.Training).tanh(), config.ClassifierDropout), pass.Training));
    }
}
