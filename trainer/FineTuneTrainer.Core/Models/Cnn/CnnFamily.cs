using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Layers;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Cnn;

/// <summary>A plain convolutional net to train from nothing: per stage convolution, batch norm, activation and a pool that halves the image; then the average and a classifier.</summary>
internal sealed class CnnFamily
{
    private const int KernelSize = 3;

    private readonly (ConvolutionLayer Convolution, BatchNormLayer Norm)[] _stages;
    private readonly LinearLayer _head;
    private readonly Func<Tensor, Tensor> _activation;
    private readonly double _dropout;

    private CnnFamily(ModelBuilder build, int channels, IReadOnlyList<int> sizes, string activation)
    {
        _stages = [.. sizes.Select((filters, i) => (
            build.Convolution($"stages.{i}.convolution", i == 0 ? channels : sizes[i - 1], filters, KernelSize, 1, KernelSize / 2),
            build.BatchNorm($"stages.{i}.normalization", filters)))];
        _head = build.Head("classifier", sizes[^1], build.Classes, 1 / Math.Sqrt(sizes[^1]));
        _activation = Activations.Of(activation);
        _dropout = build.Dropout("dropout", 0);
    }

    public static Network Build(ModelBuilder build)
    {
        if (build.Task != ModelTask.ImageClassification)
            throw build.Refusal("cnn", ModelTask.ImageClassification);
        var config = build.Config;
        var channels = config.Whole("num_channels", 3);
        var sizes = config.List<int>("hidden_sizes");
        if (sizes.Count == 0 || sizes.Any(size => size < 1))
            config.Refuse("hidden_sizes must be a list of whole numbers above 0: the filters of each stage");
        var activation = config.Activation("hidden_act", "relu");
        config.Finish();
        var model = new CnnFamily(build, channels, sizes, activation);
        return new Network
        {
            Forward = model.Forward,
            Architecture = "CnnForImageClassification",
            Heads = ["classifier"],
            Layers = [.. Enumerable.Range(0, sizes.Count).Select(i => $"stages.{i}")],
            LoraTargets = [],
        };
    }

    private Tensor Forward(Batch batch, Pass pass) // pixels (row, channel, height, width) -> (row, class)
    {
        var x = batch.Inputs;
        foreach (var (convolution, norm) in _stages)
        {
            x = _activation(norm.Forward(convolution.Forward(x), pass.Training));
            // An image that is down to one pixel cannot be halved.
            if (Math.Min(x.shape[2], x.shape[3]) > 1)
                x = F.max_pool2d(x, 2, 2);
        }

        return _head.Forward(pass.Drop(x.mean([2, 3]), _dropout), pass.Training);
    }
}
