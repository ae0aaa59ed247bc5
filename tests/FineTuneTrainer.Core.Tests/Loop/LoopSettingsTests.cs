using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tests.Validation;

namespace FineTuneTrainer.Core.Tests.Loop;

/// <summary>Epochs and maxSteps together mean whichever comes first.</summary>
public sealed class LoopSettingsTests
{
    [Theory]
    [InlineData(3, null, 30)]
    [InlineData(null, 7, 7)]
    [InlineData(3, 7, 7)]
    [InlineData(3, 70, 30)]
    [InlineData(int.MaxValue, 5, 5)]
    [InlineData(int.MaxValue, null, int.MaxValue)]
    public void The_smaller_bound_wins(int? epochs, int? maxSteps, int total)
    {
        var spec = Specs.Valid with { Hyperparameters = new HyperparameterSpec { LearningRate = 1e-3, Epochs = epochs, MaxSteps = maxSteps } };
        Assert.Equal(total, LoopSettings.Of(spec, stepsPerEpoch: 10).TotalSteps);
    }
}
