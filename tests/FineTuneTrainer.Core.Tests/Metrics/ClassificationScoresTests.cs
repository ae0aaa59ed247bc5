using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class ClassificationScoresTests
{
    public static TheoryData<string> Cases => Names("classification.json", "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_score_equals_scikit_learn(string name)
    {
        JsonElement golden = Case("classification.json", "cases", name);
        string[] labels = Labels(golden.GetProperty("per_class").GetProperty("labels"));
        ClassificationScores scores = Scored(golden, labels);
        Close(Number(golden, "accuracy"), scores.Accuracy);
        Assert.Equal(golden.GetProperty("confusion").EnumerateArray().Select(Longs), scores.Confusion());
        AssertPerClass(golden.GetProperty("per_class"), scores.PerClass);
        Close(Number(golden, "mcc"), scores.MatthewsCorrelation);
        Close(Number(golden, "cohen_kappa"), scores.CohenKappa);
        Close(Number(golden, "balanced_accuracy"), scores.BalancedAccuracy);
        if (golden.TryGetProperty("cohen_kappa_quadratic", out JsonElement quadratic)) Close(Number(quadratic), scores.QuadraticKappa);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_average_equals_scikit_learn(string name)
    {
        JsonElement golden = Case("classification.json", "cases", name);
        ClassificationScores scores = Scored(golden, Labels(golden.GetProperty("per_class").GetProperty("labels")));

        // A list of labels makes scikit-learn count classes that never occur; without one it leaves them out.
        bool all = golden.GetProperty("labels").ValueKind != JsonValueKind.Null;
        AssertAverage(golden.GetProperty("macro"), scores.Average(Averaging.Macro, allClasses: all));
        AssertAverage(golden.GetProperty("micro"), scores.Average(Averaging.Micro, allClasses: all));
        AssertAverage(golden.GetProperty("weighted"), scores.Average(Averaging.Weighted, allClasses: all));
        AssertAverage(golden.GetProperty("macro_zero_division_1"), scores.Average(Averaging.Macro, zeroDivision: 1, allClasses: all));
        AssertAverage(golden.GetProperty("macro_zero_division_nan"), scores.Average(Averaging.Macro, zeroDivision: double.NaN, allClasses: all));
        Close(Number(golden, "f_beta_2_macro"), scores.Average(Averaging.Macro, beta: 2, allClasses: all).F);
        if (!all) Close(Number(golden.GetProperty("macro"), "f1"), scores.MacroF1);
        Close(Number(golden.GetProperty("weighted"), "f1"), scores.WeightedF1);
    }

    [Fact]
    public void Binary_scores_are_those_of_the_positive_class()
    {
        JsonElement golden = Case("classification.json", "cases", "binary");
        AveragedScores positive = Scored(golden, ["0", "1"]).Of(positiveClass: 1);
        Assert.Equal(new AveragedScores(0.75, 0.6, 2.0 / 3), positive);
    }

    [Fact]
    public void Classes_that_never_occur_do_not_lower_macro_F1()
    {
        var scores = new ClassificationScores(5);
        scores.Add([0, 1], [0, 1]);
        Assert.Equal(1, scores.MacroF1);
    }

    [Fact]
    public void No_rows_give_zeros()
    {
        var scores = new ClassificationScores(2);
        Assert.Equal(0, scores.Accuracy);
        Assert.Equal(0, scores.MacroF1);
        Assert.Equal(0, scores.WeightedF1);
    }

    [Fact]
    public void Lists_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ClassificationScores(2).Add([0], [0, 1]));

    // Row by row, so that the counting over batches is tested too.
    private static ClassificationScores Scored(JsonElement golden, string[] labels)
    {
        var scores = new ClassificationScores(labels.Length);
        string[] truth = Labels(golden.GetProperty("truth"));
        string[] predicted = Labels(golden.GetProperty("predicted"));
        for (int i = 0; i < truth.Length; i++) scores.Add([Array.IndexOf(labels, predicted[i])], [Array.IndexOf(labels, truth[i])]);
        Assert.Equal(truth.Length, scores.Rows);
        return scores;
    }

    private static void AssertPerClass(JsonElement golden, IReadOnlyList<ClassScores> scores)
    {
        Close(Numbers(golden, "precision"), [.. scores.Select(s => s.Precision)]);
        Close(Numbers(golden, "recall"), [.. scores.Select(s => s.Recall)]);
        Close(Numbers(golden, "f1"), [.. scores.Select(s => s.F1)]);
        Close(Numbers(golden, "support"), [.. scores.Select(s => (double)s.Support)]);
    }

    private static void AssertAverage(JsonElement golden, AveragedScores scores) =>
        Close([Number(golden, "precision"), Number(golden, "recall"), Number(golden, "f1")], [scores.Precision, scores.Recall, scores.F]);

    private static string[] Labels(JsonElement list) => [.. list.EnumerateArray().Select(e => e.ToString())];

    private static long[] Longs(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt64())];
}
