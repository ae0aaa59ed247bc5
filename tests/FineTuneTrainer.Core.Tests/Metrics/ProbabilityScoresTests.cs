using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class ProbabilityScoresTests
{
    public static TheoryData<string> Binary => Names("scores.json", "binary");

    public static TheoryData<string> Multiclass => Names("scores.json", "multiclass");

    [Theory]
    [MemberData(nameof(Binary))]
    public void Scores_of_two_classes_equal_scikit_learn(string name)
    {
        JsonElement golden = Case("scores.json", "binary", name);
        var ranking = new BinaryRanking();
        var scores = new ProbabilityScores(2);
        var ofPositive = new CalibrationError();
        foreach ((int truth, double score) in Ints(golden, "truth").Zip(Numbers(golden, "score")))
        {
            ranking.Add(score, truth == 1);
            scores.Add([1 - score, score], truth);
            ofPositive.Add(score, truth == 1);
        }

        Close(Number(golden, "roc_auc"), ranking.RocAuc);
        Close(Number(golden, "average_precision"), ranking.AveragePrecision);
        Close(Number(golden, "log_loss"), scores.LogLoss);
        Close(Number(golden, "brier"), scores.Brier);
        Close(Number(golden, "ece_10"), scores.ExpectedCalibrationError);
        Close(Number(golden, "ece_10_of_positive_class"), ofPositive.Value);
        AssertCurve(golden, ranking.Curve());
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Scores_of_several_classes_equal_scikit_learn(string name)
    {
        JsonElement golden = Case("scores.json", "multiclass", name);
        double[][] probabilities = [.. golden.GetProperty("probabilities").EnumerateArray().Select(Numbers)];
        int[] truth = Ints(golden, "truth");
        var ranking = new MulticlassRanking(probabilities[0].Length);
        var scores = new ProbabilityScores(probabilities[0].Length, topK: 2);
        for (int i = 0; i < truth.Length; i++)
        {
            ranking.Add(probabilities[i], truth[i]);
            scores.Add(probabilities[i], truth[i]);
        }

        Close(Number(golden, "roc_auc_ovr_macro"), ranking.OneVersusRest());
        Close(Number(golden, "roc_auc_ovr_weighted"), ranking.OneVersusRest(Averaging.Weighted));
        Close(Number(golden, "roc_auc_ovo_macro"), ranking.OneVersusOne());
        Close(Number(golden, "log_loss"), scores.LogLoss);
        Close(Number(golden, "top_2_accuracy"), scores.TopK);
        Close(Number(golden, "brier_sum"), scores.Brier);
        Close(Number(golden, "ece_10"), scores.ExpectedCalibrationError);
    }

    [Fact]
    public void A_class_missing_from_the_truth_has_no_area()
    {
        var ranking = new MulticlassRanking(3);
        foreach (int truth in new[] { 0, 1, 1, 0 }) ranking.Add([.5, .3, .2], truth);
        Assert.Equal(double.NaN, ranking.OneVersusRest());
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused() => Assert.Throws<ArgumentException>(() => new BinaryRanking().Add(double.NaN, true));

    private static void AssertCurve(JsonElement golden, IReadOnlyList<RocPoint> curve)
    {
        if (!golden.TryGetProperty("roc_curve", out JsonElement expected))
        {
            Assert.Empty(curve);
            return;
        }

        Close(Numbers(expected, "fpr"), [.. curve.Select(p => p.FalsePositiveRate)]);
        Close(Numbers(expected, "tpr"), [.. curve.Select(p => p.TruePositiveRate)]);
        Close(Numbers(expected, "thresholds"), [.. curve.Select(p => p.Threshold)]);
    }
}
