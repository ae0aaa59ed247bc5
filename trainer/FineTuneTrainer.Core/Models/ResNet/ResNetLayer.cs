using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.ResNet;

/// <summary>A residual layer: two 3 x 3 convolutions (basic), or 1 x 1, 3 x 3, 1 x 1 through a quarter of the channels (bottleneck).</summary>
internal sealed class ResNetLayer
{
    private const int Reduction = 4;

    private readonly ConvolutionBlock[] _blocks;
    private readonly ConvolutionBlock? _shortcut;
    private readonly Func<Tensor, Tensor> _activation;

    public ResNetLayer(ModelBuilder build, ResNetConfig config, string prefix, int channels, int filters, int stride)
    {
        _activation = Activations.Of(config.Activation);
        ConvolutionBlock Block(int index, int from, int to, int size, int step, bool last = false) =>
            new(build, $"{prefix}.layer.{index}", from, to, size, step, last ? null : _activation);
        if (channels != filters || stride != 1)
            _shortcut = new ConvolutionBlock(build, $"{prefix}.shortcut", channels, filters, 1, stride, null);
        var inner = filters / Reduction;
        // torchvision's ResNet 1.5 strides in the 3 x 3 convolution, the paper's in the first.
        var (first, second) = config.StrideFirst ? (stride, 1) : (1, stride);
        _blocks = config.Bottleneck
            ? [Block(0, channels, inner, 1, first), Block(1, inner, inner, 3, second), Block(2, inner, filters, 1, 1, last: true)]
            : [Block(0, channels, filters, 3, stride), Block(1, filters, filters, 3, 1, last: true)];
    }

    public Tensor Forward(Tensor x, Pass pass)
    {
        var residual = _shortcut?.Forward(x, pass) ?? x;
        foreach (var block in _blocks)
            x = block.Forward(x, pass);
        return _activation(x + residual);
    }
}
