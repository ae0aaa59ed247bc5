using FineTuneTrainer.Core.Evaluations;

namespace FineTuneTrainer.Core.Tests.Evaluations;

/// <summary>A curve stays small and true.</summary>
public sealed class CurveTests
{
    [Fact]
    public void Few_points_stand_as_they_came()
    {
        var curve = new Curve();
        curve.Add(1, 3);
        curve.Add(2, 2.5);
        curve.Add(3, double.NaN);
        Assert.Equal([(1.0, 3.0), (2.0, 2.5)], curve.Points);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(50_000)]
    public void Many_points_become_means_of_neighbors(int steps)
    {
        var curve = new Curve();
        for (var step = 1; step <= steps; step++)
            curve.Add(step, step);
        var points = curve.Points;
        Assert.InRange(points.Count, 400, 1000);
        Assert.Equal(steps, points[^1].Step);
        // The mean of a straight line over neighbors lies half their number below the last of them.
        Assert.All(points.SkipLast(1), point => Assert.InRange(point.Step - point.Value, 0, steps / 400.0));
    }

    [Fact]
    public void A_curve_cut_anywhere_goes_on_as_if_it_had_not_been()
    {
        var whole = new Curve();
        var cut = new Curve();
        for (var step = 1; step <= 5000; step++)
        {
            whole.Add(step, Math.Sin(step));
            cut.Add(step, Math.Sin(step));
            if (step % 777 == 0)
                cut = Curve.Of(cut.Numbers);
        }

        Assert.Equal(whole.Points, cut.Points);
    }
}
