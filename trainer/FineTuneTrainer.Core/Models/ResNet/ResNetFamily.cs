using FineTuneTrainer.Core.Linears;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.ResNet;

/// <summary>ResNet: a stem, stages of residual layers, the average over the image, a classifier; files of transformers and of torchvision.</summary>
internal sealed class ResNetFamily
{
    private const double Deviation = 0.02;

    private readonly ConvolutionBlock _stem;
    private readonly ResNetLayer[][] _stages;
    private readonly LinearLayer _head;

    private ResNetFamily(ModelBuilder build, ResNetConfig config)
    {
        _stem = new ConvolutionBlock(build, "resnet.embedder.embedder", config.Channels, config.EmbeddingSize, 7, 2, Activations.Of(config.Activation));
        _stages = [.. config.HiddenSizes.Select((_, stage) => Stage(build, config, stage))];
        _head = build.Head("classifier.1", config.HiddenSizes[^1], build.Classes, Deviation);
    }

    public static Network Build(ModelBuilder build)
    {
        if (build.Task != ModelTask.ImageClassification)
            throw build.Refusal("resnet", ModelTask.ImageClassification);
        var config = ResNetConfig.Read(build.Config);
        build.Table.Rename(TorchvisionNames.Normalize);
        var model = new ResNetFamily(build, config);
        return new Network
        {
            Forward = model.Forward,
            Architecture = "ResNetForImageClassification",
            Heads = ["classifier"],
            Layers = [.. Enumerable.Range(0, config.Depths.Count).Select(stage => $"resnet.encoder.stages.{stage}")],
            LoraTargets = [],
        };
    }

    private static ResNetLayer[] Stage(ModelBuilder build, ResNetConfig config, int stage)
    {
        var channels = stage == 0 ? config.EmbeddingSize : config.HiddenSizes[stage - 1];
        var filters = config.HiddenSizes[stage];
        var stride = stage == 0 && !config.DownsampleFirst ? 1 : 2;
        return [.. Enumerable.Range(0, config.Depths[stage]).Select(i => new ResNetLayer(build, config, $"resnet.encoder.stages.{stage}.layers.{i}", i == 0 ? channels : filters, filters, i == 0 ? stride : 1))];
    }

    private Tensor Forward(Batch batch, Pass pass) // pixels (row, channel, height, width) -> (row, class)
    {
        var x = F.max_pool2d(_stem.Forward(batch.Inputs, pass), 3, 2, 1);
        pass.Observe?.Invoke("0", x);
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            foreach (var layer in _stages[stage])
                x = layer.Forward(x, pass);
            pass.Observe?.Invoke($"{stage + 1}", x);
        }

        return _head.Forward(x.mean([2, 3]), pass.Training);
    }
}
