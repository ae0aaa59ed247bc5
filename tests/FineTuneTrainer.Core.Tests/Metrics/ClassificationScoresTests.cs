using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class ClassificationScoresTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Cases => [.. Golden().Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_score_equals_scikit_learn(string name)
    {
        JsonElement golden = Golden().Single(c => c.GetProperty("name").GetString() == name);
        string[] labels = Labels(golden.GetProperty("per_class").GetProperty("labels"));
        ClassificationScores scores = Scored(golden, labels);
        Assert.Equal(Number(golden.GetProperty("accuracy")), scores.Accuracy, Tolerance);
        Assert.Equal(golden.GetProperty("confusion").EnumerateArray().Select(Longs), scores.Confusion());
        AssertPerClass(golden.GetProperty("per_class"), scores.PerClass);
        JsonElement weighted = golden.GetProperty("weighted");
        Assert.Equal(Number(weighted.GetProperty("f1")), scores.WeightedF1, Tolerance);
        Assert.Equal(Number(weighted.GetProperty("precision")), scores.WeightedPrecision, Tolerance);
        Assert.Equal(Number(weighted.GetProperty("recall")), scores.WeightedRecall, Tolerance);

        // A list of labels makes scikit-learn count classes that never occur; without one it leaves them out, as here.
        if (golden.GetProperty("labels").ValueKind != JsonValueKind.Null) return;
        JsonElement macro = golden.GetProperty("macro");
        Assert.Equal(Number(macro.GetProperty("f1")), scores.MacroF1, Tolerance);
        Assert.Equal(Number(macro.GetProperty("precision")), scores.MacroPrecision, Tolerance);
        Assert.Equal(Number(macro.GetProperty("recall")), scores.MacroRecall, Tolerance);
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
        for (int c = 0; c < scores.Count; c++)
        {
            Assert.Equal(Number(golden.GetProperty("precision")[c]), scores[c].Precision, Tolerance);
            Assert.Equal(Number(golden.GetProperty("recall")[c]), scores[c].Recall, Tolerance);
            Assert.Equal(Number(golden.GetProperty("f1")[c]), scores[c].F1, Tolerance);
            Assert.Equal(Number(golden.GetProperty("support")[c]), scores[c].Support);
        }
    }

    // Where scikit-learn warns, the value stands in an object beside the warning.
    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.GetProperty("value").GetDouble() : value.GetDouble();

    private static string[] Labels(JsonElement list) => [.. list.EnumerateArray().Select(e => e.ToString())];

    private static long[] Longs(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt64())];

    private static List<JsonElement> Golden() =>
        [.. JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("metrics", "classification.json"))).GetProperty("cases").EnumerateArray()];
}
