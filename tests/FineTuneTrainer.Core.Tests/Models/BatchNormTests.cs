using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

public sealed class BatchNormTests
{
    [Theory]
    [InlineData(true, 4, true)]
    [InlineData(false, 4, false)]
    [InlineData(true, 1, false)]
    public void Statistics_move_unless_weights_are_frozen_or_a_channel_has_one_value(bool moves, int rows, bool expected)
    {
        using var scope = NewDisposeScope();
        Tensor mean = zeros(3), variance = ones(3), batches = zeros([], ScalarType.Int64);
        var layer = new BatchNormLayer(new Parameter(ones(3), moves), new Parameter(zeros(3), moves), mean, variance, batches);
        var result = layer.Forward(arange(rows * 3, ScalarType.Float32).view(rows, 3, 1, 1), training: true);
        Assert.Equal(expected ? 1 : 0, batches.item<long>());
        Assert.Equal(expected, !mean.equal(zeros(3)).all().item<bool>() && !variance.equal(ones(3)).all().item<bool>());
        Assert.True(result.isfinite().all().item<bool>());
    }
}
