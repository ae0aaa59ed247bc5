using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Layers;

/// <summary>A convolution over (row, channel, height, width).</summary>
internal sealed class ConvolutionLayer(Parameter weight, Parameter? bias, int stride, int padding)
{
    public Tensor Forward(Tensor x) => F.conv2d(x, weight, bias, strides: [stride, stride], padding: [padding, padding]);
}
