using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Metrics.Statistics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void Intervals_equal_SciPy_s()
    {
        JsonElement golden = Read("bootstrap.json");
        double[] data = Numbers(golden, "data");
        int[][] resamples = [.. golden.GetProperty("indices").EnumerateArray().Select(r => r.EnumerateArray().Select(i => i.GetInt32()).ToArray())];
        foreach (JsonElement row in golden.GetProperty("cases").EnumerateArray())
        {
            bool mean = row.GetProperty("statistic").GetString() == "mean";
            double Statistic(IReadOnlyList<int> rows) => mean ? Mean([.. rows.Select(i => data[i])]) : RankCorrelation.Median([.. rows.Select(i => data[i])]);
            var method = Enum.Parse<BootstrapMethod>(row.GetProperty("method").GetString()!, ignoreCase: true);
            Interval interval = Bootstrap.Of(data.Length, Statistic, resamples, method, Number(row, "level"));
            Close([Number(row, "low"), Number(row, "high")], [interval.Low, interval.High]);
            Close(Number(row, "standard_error"), Bootstrap.StandardError([.. resamples.Select(Statistic)]));
        }
    }

    [Fact]
    public void A_seed_gives_the_same_interval_again()
    {
        static double Share(IReadOnlyList<int> rows) => rows.Average(i => i % 3);
        Interval first = Bootstrap.Of(50, Share, seed: 1), again = Bootstrap.Of(50, Share, seed: 1), other = Bootstrap.Of(50, Share, seed: 2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(Share([.. Enumerable.Range(0, 50)]), first.Low, first.High);
    }

    [Fact]
    public void A_statistic_that_never_changes_has_an_interval_of_one_point() =>
        Assert.Equal(new Interval(1, 1), Bootstrap.Of(10, _ => 1));

    // NumPy adds eight numbers in pairs; which resamples tie with the mean depends on it.
    private static double Mean(double[] v) =>
        (v.Length == 8 ? v[0] + v[1] + (v[2] + v[3]) + (v[4] + v[5] + (v[6] + v[7])) : v.Sum()) / v.Length;
}
