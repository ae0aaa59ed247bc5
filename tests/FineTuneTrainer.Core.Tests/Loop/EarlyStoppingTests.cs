using FineTune.Contract;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Tests.Loop;

/// <summary>What counts as better.</summary>
public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData(null, 0.1, DirectionType.Maximize, true)]
    [InlineData(0.5, 0.5, DirectionType.Maximize, false)]
    [InlineData(0.5, 0.605, DirectionType.Maximize, true)]
    [InlineData(0.5, 0.505, DirectionType.Maximize, false)]
    [InlineData(0.5, 0.395, DirectionType.Minimize, true)]
    [InlineData(0.5, 0.6, DirectionType.Minimize, false)]
    [InlineData(null, double.NaN, DirectionType.Maximize, false)]
    public void A_value_improves_by_more_than_the_least_difference(double? best, double value, DirectionType direction, bool improves) =>
        Assert.Equal(improves, EarlyStopping.Improves(best, value, new EvaluationSpec { Direction = direction, EarlyStoppingMinDelta = 0.1 }));
}
