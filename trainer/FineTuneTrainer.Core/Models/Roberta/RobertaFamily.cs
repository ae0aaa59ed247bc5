using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;

namespace FineTuneTrainer.Core.Models.Roberta;

/// <summary>RoBERTa, XLM-RoBERTa: BERT's encoder, positions that count from the padding id, heads on the first token without a pooler.</summary>
internal static class RobertaFamily
{
    private static readonly VocabularyNames Predictions = new(["lm_head"], "lm_head.dense", "lm_head.layer_norm", "lm_head.decoder", "lm_head.bias");

    public static Network Build(ModelBuilder build) => Build(build, "Roberta");

    public static Network BuildXlm(ModelBuilder build) => Build(build, "XLMRoberta");

    private static Network Build(ModelBuilder build, string name)
    {
        var config = EncoderConfig.Read(build, padToken: 1);
        if (config.PadTokenId < 0)
            throw new ModelIncompatibleException(["config.json: pad_token_id must be a whole number: positions count from it"]);
        build.Table.Rename(Normalize);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"roberta.encoder.layer.{i}").ToList();
        var encoder = Encoder.Of(build, config, new EncoderEmbeddings(build, config, "roberta.embeddings", positionsFromPad: true), layers, EncoderNames.Bert);
        var head = HeadOf(build, config, encoder);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(encoder.Forward(batch, pass), batch, pass),
            Architecture = $"{name}For{build.Task}",
            Heads = head.Prefixes,
            Layers = layers,
            LoraTargets = ["query", "value"],
            // The first real token stands at pad + 1.
            MaxPositions = config.MaxPositions - config.PadTokenId - 1,
        };
    }

    private static Head HeadOf(ModelBuilder build, EncoderConfig config, Encoder encoder) => build.Task switch
    {
        ModelTask.SequenceClassification => EncoderHeads.FirstToken(build, config, x => x.tanh()),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config),
        ModelTask.MaskedLM => EncoderHeads.Vocabulary(build, config, Predictions, "gelu", encoder.Embeddings.Words, "roberta.embeddings.word_embeddings.weight"),
        _ => throw build.Refusal("roberta", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering, ModelTask.MaskedLM),
    };

    // A bare model is saved without the prefix.
    private static string Normalize(string name) =>
        name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.", StringComparison.Ordinal) ? $"roberta.{name}" : name;
}
