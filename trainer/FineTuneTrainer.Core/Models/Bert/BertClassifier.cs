using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>BertForSequenceClassification: embeddings, encoder, pooler (dense + tanh of the first token), dropout, classifier.</summary>
internal sealed class BertClassifier
{
    private const string Head = "classifier";

    private readonly BertConfig _config;
    private readonly Parameter _words;
    private readonly Parameter _positions;
    private readonly Parameter _types;
    private readonly (Parameter Weight, Parameter Bias) _embeddingNorm;
    private readonly BertLayer[] _layers;
    private readonly LinearLayer _pooler;
    private readonly (Parameter Weight, Parameter Bias) _classifier;

    private BertClassifier(BertConfig config, ParameterTable table, LinearFactory linear, int classes)
    {
        _config = config;
        _words = table.Take("bert.embeddings.word_embeddings.weight", config.VocabSize, config.HiddenSize);
        _positions = table.Take("bert.embeddings.position_embeddings.weight", config.MaxPositions, config.HiddenSize);
        _types = table.Take("bert.embeddings.token_type_embeddings.weight", config.TypeVocabSize, config.HiddenSize);
        _embeddingNorm = BertNorm.Take(table, "bert.embeddings.LayerNorm", config.HiddenSize);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(i => new BertLayer(config, LayerPrefix(i), table, linear))];
        _pooler = linear("bert.pooler.dense", config.HiddenSize, config.HiddenSize);
        _classifier = (
            table.TakeOrMake($"{Head}.weight", [classes, config.HiddenSize], () => normal(0, config.InitializerRange, [classes, config.HiddenSize])),
            table.TakeOrMake($"{Head}.bias", [classes], () => zeros(classes)));
    }

    public static SequenceClassifier Load(JsonObject json, IReadableFolder folder, ClassifierOptions options)
    {
        var config = BertConfig.Read(json, options.Dropout);
        var table = new ParameterTable(BertKeys.Normalize(CheckpointTensors.Read(folder)));
        var linears = new List<LinearLayer>();
        var bert = new BertClassifier(config, table, Linear, options.Labels.Count);
        var report = table.Finish();
        return new SequenceClassifier(bert.Forward)
        {
            Family = "bert",
            Architecture = "BertForSequenceClassification",
            Parameters = table.Parameters,
            Linears = linears,
            Head = Head,
            Pooler = "bert.pooler",
            AdaptedByDefault = ["query", "value"],
            LayerPrefixes = [.. Enumerable.Range(0, config.Layers).Select(LayerPrefix)],
            Config = json,
            Labels = options.Labels,
            Report = report,
        };

        LinearLayer Linear(string name, int inner, int outer)
        {
            var layer = new LinearLayer(name, table.Take($"{name}.weight", outer, inner), table.Take($"{name}.bias", outer), options.Kernel);
            linears.Add(layer);
            return layer;
        }
    }

    private Tensor Forward(Batch batch, bool training)
    {
        var mask = batch.HasPadding ? batch.AttentionMask.to(ScalarType.Bool).unsqueeze(1).unsqueeze(1) : null; // (row, 1, 1, position)
        var x = Embed(batch, training);
        foreach (var layer in _layers)
            x = layer.Forward(x, mask, training);
        var pooled = _pooler.Forward(x.select(1, 0), training).tanh(); // (row, hidden)
        if (training && _config.ClassifierDropout > 0)
            pooled = F.dropout(pooled, _config.ClassifierDropout, training: true);
        return F.linear(pooled, _classifier.Weight, _classifier.Bias);
    }

    private Tensor Embed(Batch batch, bool training)
    {
        var positions = _positions.narrow(0, 0, batch.InputIds.shape[1]); // (position, hidden)
        var x = EmbeddingRows.Apply(_words, batch.InputIds, _config.PadTokenId) + EmbeddingRows.Apply(_types, batch.TokenTypeIds, EmbeddingRows.NoPadding) + positions;
        x = BertNorm.Apply(x, _embeddingNorm, _config);
        return training && _config.HiddenDropout > 0 ? F.dropout(x, _config.HiddenDropout, training: true) : x;
    }

    private static string LayerPrefix(int index) => $"bert.encoder.layer.{index}";
}
