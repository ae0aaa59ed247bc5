using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Mlp;

/// <summary>A multi-layer perceptron to train from nothing, on rows of numbers or on flattened images.</summary>
internal sealed class MlpFamily
{
    private readonly LinearLayer[] _layers;
    private readonly LinearLayer _head;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly double _dropout;

    private MlpFamily(ModelBuilder build, int inputs, IReadOnlyList<int> sizes, string activation)
    {
        _layers = [.. sizes.Select((size, i) => build.Linear($"layers.{i}", i == 0 ? inputs : sizes[i - 1], size))];
        var last = sizes.Count == 0 ? inputs : sizes[^1];
        _head = build.Head("classifier", last, build.Classes, 1 / Math.Sqrt(last));
        _activation = Activations.Of(activation);
        _dropout = build.Dropout("dropout", 0);
    }

    public static Network Build(ModelBuilder build)
    {
        if (build.Task is not (ModelTask.TabularClassification or ModelTask.ImageClassification))
            throw build.Refusal("mlp", ModelTask.TabularClassification, ModelTask.ImageClassification);
        var config = build.Config;
        var inputs = config.Whole("input_size");
        var sizes = config.List<int>("hidden_sizes");
        if (sizes.Any(size => size < 1))
            config.Refuse("hidden_sizes must be a list of whole numbers above 0: the width of each layer");
        var activation = config.Activation("hidden_act", "relu");
        config.Finish();
        var model = new MlpFamily(build, inputs, sizes, activation);
        return new Network
        {
            Forward = model.Forward,
            Architecture = $"MlpFor{build.Task}",
            Heads = ["classifier"],
            Layers = [.. Enumerable.Range(0, sizes.Count).Select(i => $"layers.{i}")],
            LoraTargets = [.. Enumerable.Range(0, sizes.Count).Select(i => $"layers.{i}")],
        };
    }

    private Tensor Forward(Batch batch, Pass pass) // (row, ...) -> (row, class)
    {
        var x = batch.Inputs.flatten(1);
        foreach (var layer in _layers)
            x = pass.Drop(_activation(layer.Forward(x, pass.Training)), _dropout);
        return _head.Forward(x, pass.Training);
    }
}
