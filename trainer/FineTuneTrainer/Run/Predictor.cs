using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Disk;
using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run;

/// <summary>A label with the model's confidence in it.</summary>
public sealed record Prediction(string Label, double Confidence);

/// <summary>A tuned classifier, ready to label texts.</summary>
public sealed class Predictor : IDisposable
{
    /// <summary>Texts a forward pass.</summary>
    public const int BatchSize = 32;

    private const int DefaultLength = 512;

    private readonly TaskModel _model;
    private readonly ITokenizer _tokenizer;
    private readonly Collation _collation;
    private readonly int _maxLength;

    private Predictor(TaskModel model, ITokenizer tokenizer)
    {
        _model = model;
        _model.Training = false;
        _tokenizer = tokenizer;
        _collation = new Collation(tokenizer.PadId, CPU);
        _maxLength = Math.Min(DefaultLength, model.MaxPositions ?? DefaultLength);
    }

    /// <summary>Loads a folder as this trainer (or transformers) writes it; its config must name the labels.</summary>
    public static Predictor Load(string path)
    {
        TorchKernels.CompileAll();
        var folder = new DiskFolder(path);
        var labels = Labels(ModelCatalog.ReadConfig(folder));
        var model = ModelCatalog.Load(folder, new ModelOptions { Labels = labels, Kernel = LinearKernels.Of(LinearKernelType.Native) });
        return model.Report.Fresh.Count == 0
            ? new Predictor(model, RecipeFactory.LoadTokenizer(folder))
            : throw new ModelIncompatibleException([$"the model has no trained head: {string.Join(", ", model.Report.Fresh)} would be random"]);
    }

    /// <summary>The most probable label of each text.</summary>
    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var batch = _collation.Collate([.. texts.Select(Encode)]);
        var probabilities = _model.Forward(batch).softmax(1);
        var (confidence, index) = probabilities.max(1);
        return [.. Enumerable.Range(0, texts.Count).Select(row => new Prediction(_model.Labels[(int)index[row].ToInt64()], confidence[row].ToDouble()))];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private EncodedRow Encode(string text)
    {
        var encoding = _tokenizer.Encode(text, _maxLength);
        return new EncodedRow(encoding.Ids, encoding.TypeIds, 0);
    }

    private static List<string> Labels(JsonObject config)
    {
        var map = config["id2label"] as JsonObject ?? throw new ModelIncompatibleException(["config.json has no id2label: this is no tuned classifier"]);
        return [.. map.OrderBy(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(pair => pair.Value!.GetValue<string>())];
    }
}
