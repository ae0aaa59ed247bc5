using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.DistilBert;

/// <summary>DistilBERT: BERT's encoder without segments and pooler, with names of its own.</summary>
internal static class DistilBertFamily
{
    private static readonly VocabularyNames Predictions = new(
        ["vocab_transform", "vocab_layer_norm", "vocab_projector"], "vocab_transform", "vocab_layer_norm", "vocab_projector", "vocab_projector.bias");

    public static Network Build(ModelBuilder build)
    {
        var config = Read(build);
        build.Table.Rename(name => name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("transformer.", StringComparison.Ordinal) ? $"distilbert.{name}" : name);
        var layers = Enumerable.Range(0, config.Layers).Select(i => $"distilbert.transformer.layer.{i}").ToList();
        var encoder = Encoder.Of(build, config, new EncoderEmbeddings(build, config, "distilbert.embeddings"), layers, EncoderNames.DistilBert);
        var head = HeadOf(build, config, encoder);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(encoder.Forward(batch, pass), batch, pass),
            Architecture = $"DistilBertFor{build.Task}",
            Heads = head.Prefixes,
            Layers = layers,
            LoraTargets = ["q_lin", "v_lin"],
            MaxPositions = config.MaxPositions,
        };
    }

    private static EncoderConfig Read(ModelBuilder build)
    {
        var config = build.Config;
        var dropout = build.Dropout("dropout", 0.1);
        var read = new EncoderConfig
        {
            VocabSize = config.Whole("vocab_size"),
            HiddenSize = config.Whole("dim"),
            EmbeddingSize = config.Whole("dim"),
            Layers = config.Layers("n_layers"),
            Heads = config.Whole("n_heads"),
            IntermediateSize = config.Whole("hidden_dim"),
            MaxPositions = config.Whole("max_position_embeddings"),
            TypeVocabSize = 0,
            PadTokenId = config.PadToken(0),
            NormEps = 1e-12,
            InitializerRange = config.Number("initializer_range", 0.02),
            Activation = config.Activation("activation", "gelu"),
            HiddenDropout = dropout,
            AttentionDropout = build.Dropout("attention_dropout", 0.1),
            ClassifierDropout = build.Task == ModelTask.SequenceClassification ? build.Dropout("seq_classif_dropout", 0.2) : dropout,
        };
        config.Divides(read.Heads, "n_heads", read.HiddenSize, "dim");
        config.Finish();
        return read;
    }

    private static Head HeadOf(ModelBuilder build, EncoderConfig config, Encoder encoder) => build.Task switch
    {
        ModelTask.SequenceClassification => Classifier(build, config),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config, build.Dropout("qa_dropout", 0.1)),
        ModelTask.MaskedLM => EncoderHeads.Vocabulary(build, config, Predictions, config.Activation, encoder.Embeddings.Words, "distilbert.embeddings.word_embeddings.weight"),
        _ => throw build.Refusal("distilbert", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering, ModelTask.MaskedLM),
    };

    private static Head Classifier(ModelBuilder build, EncoderConfig config)
    {
        var before = build.Head("pre_classifier", config.HiddenSize, config.HiddenSize, config.InitializerRange);
        var classifier = build.Head("classifier", config.HiddenSize, build.Classes, config.InitializerRange);
        return new Head(["pre_classifier", "classifier"], (x, _, pass) =>
            classifier.Forward(pass.Drop(F.relu(before.Forward(x.select(1, 0), pass.Training)), config.ClassifierDropout), pass.Training));
    }
}
