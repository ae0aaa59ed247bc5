using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Linears;

/// <summary>The linear product is chosen by measurement, within the precision asked for.</summary>
[Collection(TorchCollection.Name)]
public sealed class LinearChoiceTests
{
    [Theory]
    [InlineData(PrecisionType.FP32, new[] { LinearKernelType.Native, LinearKernelType.OneDnn })]
    [InlineData(PrecisionType.BF16, new[] { LinearKernelType.BF16 })]
    [InlineData(PrecisionType.Auto, new[] { LinearKernelType.Native, LinearKernelType.OneDnn, LinearKernelType.BF16 })]
    public void The_fastest_of_the_allowed_products_is_chosen(PrecisionType precision, LinearKernelType[] allowed)
    {
        var choice = LinearChoice.Measure([(64, 32, 32), (64, 32, 128)], precision, TimeProvider.System);
        Assert.Contains(choice.Kernel, allowed);
        Assert.Empty(choice.Milliseconds.Keys.Except(allowed));
        Assert.Equal(choice.Milliseconds.Values.Min(), choice.Milliseconds[choice.Kernel]);
    }

    [Fact]
    public void Measuring_does_not_touch_the_random_numbers_or_leave_tensors()
    {
        using var scope = NewDisposeScope();
        LinearChoice.Measure([(8, 16, 16)], PrecisionType.Auto, TimeProvider.System);
        var before = get_rng_state().bytes.ToArray();
        var live = Tensor.TotalCount;
        LinearChoice.Measure([(8, 16, 16)], PrecisionType.Auto, TimeProvider.System);
        Assert.Equal(live, Tensor.TotalCount);
        Assert.Equal(before, get_rng_state().bytes.ToArray());
    }

    [Fact]
    public void Auto_is_not_a_product() => Assert.Throws<ArgumentOutOfRangeException>(() => LinearKernels.Of(LinearKernelType.Auto));
}
