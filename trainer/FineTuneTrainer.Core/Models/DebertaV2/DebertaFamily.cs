using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models.Decoders;
using FineTuneTrainer.Core.Models.Encoders;
using FineTuneTrainer.Core.Models.Heads;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.DebertaV2;

/// <summary>DeBERTa v2 and v3: BERT's layers with disentangled attention on distances instead of positions.</summary>
internal sealed class DebertaFamily
{
    private readonly DebertaConfig _config;
    private readonly Parameter _words;
    private readonly NormLayer _norm;
    private readonly (DisentangledAttention Attention, EncoderLayer Layer)[] _layers;
    private readonly Parameter _distances;
    private readonly NormLayer? _distanceNorm;

    private DebertaFamily(ModelBuilder build, DebertaConfig config, IReadOnlyList<string> layers)
    {
        _config = config;
        var (hidden, eps) = (config.Encoder.HiddenSize, config.Encoder.NormEps);
        _words = build.Table.Take("deberta.embeddings.word_embeddings.weight", config.Encoder.VocabSize, hidden);
        _norm = build.LayerNorm("deberta.embeddings.LayerNorm", hidden, eps);
        _layers = [.. layers.Select(prefix => (new DisentangledAttention(build, config, $"{prefix}.attention.self"), new EncoderLayer(build, config.Encoder, prefix, EncoderNames.Bert, ownAttention: false)))];
        _distances = build.Table.Take("deberta.encoder.rel_embeddings.weight", 2 * config.Span, hidden);
        _distanceNorm = config.NormalizedDistances ? build.LayerNorm("deberta.encoder.LayerNorm", hidden, eps) : null;
    }

    public static Network Build(ModelBuilder build)
    {
        var config = DebertaConfig.Read(build);
        build.Table.Rename(name => name.StartsWith("embeddings.", StringComparison.Ordinal) || name.StartsWith("encoder.", StringComparison.Ordinal) ? $"deberta.{name}" : name);
        var layers = Enumerable.Range(0, config.Encoder.Layers).Select(i => $"deberta.encoder.layer.{i}").ToList();
        var model = new DebertaFamily(build, config, layers);
        var head = HeadOf(build, config);
        return new Network
        {
            Forward = (batch, pass) => head.Forward(model.Forward(batch, pass), batch, pass),
            Architecture = $"DebertaV2For{build.Task}",
            Heads = head.Prefixes,
            Layers = layers,
            LoraTargets = ["query_proj", "value_proj"],
        };
    }

    private static Head HeadOf(ModelBuilder build, DebertaConfig config) => build.Task switch
    {
        ModelTask.SequenceClassification => Pooled(build, config),
        ModelTask.TokenClassification => EncoderHeads.Tokens(build, config.Encoder),
        ModelTask.QuestionAnswering => EncoderHeads.Spans(build, config.Encoder),
        _ => throw build.Refusal("deberta-v2", ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.QuestionAnswering),
    };

    private static Head Pooled(ModelBuilder build, DebertaConfig config)
    {
        var size = build.Config.Whole("pooler_hidden_size", config.Encoder.HiddenSize);
        var pooler = build.Head("pooler.dense", config.Encoder.HiddenSize, size, config.Encoder.InitializerRange);
        var classifier = build.Head("classifier", size, build.Classes, config.Encoder.InitializerRange);
        var activation = Activations.Of(config.PoolerActivation);
        return new Head(["pooler", "classifier"], (x, _, pass) =>
        {
            var first = pass.Drop(x.select(1, 0), config.PoolerDropout);
            return classifier.Forward(pass.Drop(activation(pooler.Forward(first, pass.Training)), config.Encoder.ClassifierDropout), pass.Training);
        });
    }

    private Tensor Forward(Batch batch, Pass pass) // -> (row, position, hidden)
    {
        var x = _norm.Forward(EmbeddingRows.Apply(_words, batch.Inputs, _config.Encoder.PadTokenId));
        // Padding is zero, and neither sees nor is seen.
        var real = batch.HasPadding ? batch.Mask!.ne(0) : null; // (row, position)
        if (real is not null)
            x = x * real.unsqueeze(-1);
        x = pass.Drop(x, _config.Encoder.HiddenDropout);
        pass.Observe?.Invoke("0", x);
        var seen = real is null ? null : real.unsqueeze(1).logical_and(real.unsqueeze(2)).unsqueeze(1); // (row, 1, query, key)
        var mask = seen is null ? null : zeros(seen.shape, x.dtype, x.device).masked_fill(seen.logical_not(), DecoderView.Hidden(x.dtype));
        var distances = Distances.Of(batch.Inputs.shape[1], _config, x.device);
        var table = _distanceNorm?.Forward(_distances) ?? (Tensor)_distances;
        for (var i = 0; i < _layers.Length; i++)
        {
            var (attention, layer) = _layers[i];
            x = layer.ForwardWith(input => attention.Forward(input, distances, table, mask, pass), x, pass);
            pass.Observe?.Invoke($"{i + 1}", x);
        }

        return x;
    }
}
