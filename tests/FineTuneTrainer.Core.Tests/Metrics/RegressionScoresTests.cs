using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class RegressionScoresTests
{
    public static TheoryData<string> Cases => Names("regression.json", "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_score_equals_scikit_learn_and_SciPy(string name)
    {
        JsonElement golden = Case("regression.json", "cases", name);
        double[] truth = Numbers(golden, "truth"), predicted = Numbers(golden, "predicted");
        var scores = new RegressionScores();
        for (int i = 0; i < truth.Length; i++) scores.Add(predicted[i], truth[i]);
        Close(Number(golden, "mse"), scores.MeanSquaredError);
        Close(Number(golden, "rmse"), scores.RootMeanSquaredError);
        Close(Number(golden, "mae"), scores.MeanAbsoluteError);
        Close(Number(golden, "r2"), scores.R2);
        Close(Number(golden, "max_error"), scores.MaxError);
        Close(Number(golden, "explained_variance"), scores.ExplainedVariance);
        Close(Number(golden, "median_absolute_error"), RankCorrelation.Median([.. truth.Zip(predicted, (t, p) => Math.Abs(t - p))]));
        if (truth.Length == 1) return;
        Close(Number(golden, "pearson"), scores.Pearson);
        Close(Number(golden, "spearman"), RankCorrelation.Spearman(truth, predicted));
        Close(Number(golden, "kendall_b"), RankCorrelation.Kendall(truth, predicted));
    }

    [Fact]
    public void A_large_offset_loses_no_digits()
    {
        var scores = new RegressionScores();
        foreach (double x in new[] { 1.0, 2.0, 4.0 }) scores.Add(1e9 + (2 * x), 1e9 + x);

        // A sum of squares would leave nothing of spreads that are 1e-18 of it.
        Assert.Equal(1, scores.Pearson, 1e-6);
    }
}
