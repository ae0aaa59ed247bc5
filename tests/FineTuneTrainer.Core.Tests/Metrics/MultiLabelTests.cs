using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class MultiLabelTests
{
    [Fact]
    public void Every_score_equals_scikit_learn()
    {
        JsonElement golden = Read("multi-label.json");
        MultiLabelScores scores = Scored(golden, zeroDivision: 0);
        Close(Number(golden, "subset_accuracy"), scores.SubsetAccuracy);
        Close(Number(golden, "hamming_loss"), scores.HammingLoss);
        Close(Number(golden, "jaccard_samples"), scores.SampleJaccard);
        AssertAverage(golden.GetProperty("macro"), scores.Average(Averaging.Macro));
        AssertAverage(golden.GetProperty("micro"), scores.Average(Averaging.Micro));
        AssertAverage(golden.GetProperty("weighted"), scores.Average(Averaging.Weighted));
        AssertAverage(golden.GetProperty("samples"), scores.Samples);
        Close(Numbers(golden, "per_class_f1"), [.. scores.Labels.Select(l => l.F())]);
        Close(Number(golden, "samples_zero_division_1"), Scored(golden, zeroDivision: 1).Samples.F);
    }

    [Fact]
    public void Rankings_equal_scikit_learn()
    {
        JsonElement golden = Read("multi-label.json");
        var ranking = new MultiLabelRanking(4);
        foreach ((JsonElement scores, JsonElement truth) in golden.GetProperty("scores").EnumerateArray().Zip(golden.GetProperty("truth").EnumerateArray()))
            ranking.Add(Numbers(scores), Flags(truth));
        Close(Number(golden, "roc_auc_macro"), ranking.MacroRocAuc);
        Close(Number(golden, "roc_auc_micro"), ranking.MicroRocAuc);
        Close(Number(golden, "average_precision_macro"), ranking.MacroAveragePrecision);
        Close(Number(golden, "label_ranking_average_precision"), ranking.LabelRankingAveragePrecision);
    }

    [Fact]
    public void A_row_of_another_width_is_refused() => Assert.Throws<ArgumentException>(() => new MultiLabelScores(2).Add([true], [true, false]));

    private static MultiLabelScores Scored(JsonElement golden, double zeroDivision)
    {
        var scores = new MultiLabelScores(4, zeroDivision);
        foreach ((JsonElement predicted, JsonElement truth) in golden.GetProperty("predicted").EnumerateArray().Zip(golden.GetProperty("truth").EnumerateArray()))
            scores.Add(Flags(predicted), Flags(truth));
        return scores;
    }

    private static void AssertAverage(JsonElement golden, AveragedScores scores) =>
        Close([Number(golden, "precision"), Number(golden, "recall"), Number(golden, "f1")], [scores.Precision, scores.Recall, scores.F]);
}
