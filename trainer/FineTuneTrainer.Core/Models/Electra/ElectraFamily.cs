using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Electra;

/// <summary>ELECTRA: BERT's encoder on embeddings that may be narrower, heads without a pooler.</summary>
internal static class ElectraFamily
{
    private static readonly VocabularyNames Predictions = new(
        ["generator_predictions", "generator_lm_head"], "generator_predictions.dense", "generator_predictions.LayerNorm", "generator_lm_head", "generator_lm_head.bias");

    public static Network Build(ModelBuilder build)
    {
        var config = EncoderConfig.Read(build, embeddingSize: true);
        build.Table.Rename(Normalize);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"electra.encoder.layer.{i}").ToList();
        var embeddings = new EncoderEmbeddings(build, config, "electra.embeddings");
        var projection = config.EmbeddingSize == config.HiddenSize ? null : build.Linear("electra.embeddings_project", config.EmbeddingSize, config.HiddenSize);
        var encoder = Encoder.Of(build, config, embeddings, layers, EncoderNames.Bert, projection);
        var head = HeadOf(build, config, encoder);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(encoder.Forward(batch, pass), batch, pass),
            Architecture = $"ElectraFor{build.Task}",
            Heads = head.Prefixes,
            Layers = layers,
            LoraTargets = ["query", "value"],
            MaxPositions = config.MaxPositions,
        };
    }

    private static Head HeadOf(ModelBuilder build, EncoderConfig config, Encoder encoder) => build.Task switch
    {
        ModelTask.SequenceClassification => EncoderHeads.FirstToken(build, config, x => F.gelu(x)),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config),
        ModelTask.MaskedLM => EncoderHeads.Vocabulary(build, config, Predictions, "gelu", encoder.Embeddings.Words, "electra.embeddings.word_embeddings.weight"),
        _ => throw build.Refusal("electra", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering, ModelTask.MaskedLM),
    };

    // A bare model is saved without the prefix.
    private static string Normalize(string name) =>
        name.StartsWith("embeddings", StringComparison.Ordinal) || name.StartsWith("encoder.", StringComparison.Ordinal) ? $"electra.{name}" : name;
}
