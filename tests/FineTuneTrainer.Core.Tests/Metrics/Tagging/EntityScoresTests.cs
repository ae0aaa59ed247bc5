using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Metrics.Tagging;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Tagging;

public sealed class EntityScoresTests
{
    public static TheoryData<string> Cases => Names("tagging.json", "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_equal_seqeval_in_every_mode(string name)
    {
        JsonElement golden = Case("tagging.json", "cases", name);
        AssertScores(golden, "default", TaggingScheme.Lenient);
        AssertScores(golden, "strict_iob2", TaggingScheme.Iob2);
        AssertScores(golden, "strict_iobes", TaggingScheme.Iobes);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Entities_are_those_that_seqeval_finds(string name)
    {
        JsonElement golden = Case("tagging.json", "cases", name);
        if (!golden.TryGetProperty("entities_true", out _)) return;
        AssertEntities(golden, "truth", "entities_true", "strict_entities_true");
        AssertEntities(golden, "predicted", "entities_predicted", "strict_entities_predicted");
    }

    [Fact]
    public void A_prefix_that_a_strict_scheme_lacks_is_refused() =>
        Assert.Throws<ArgumentException>(() => EntityReader.Read(["B-A", "E-A"], TaggingScheme.Iob2));

    [Fact]
    public void Sentences_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => new EntityScores().Add(["O"], ["O", "O"]));

    private static void AssertScores(JsonElement golden, string mode, TaggingScheme scheme)
    {
        if (!golden.TryGetProperty(mode, out JsonElement expected)) return;
        var scores = new EntityScores(scheme);
        foreach ((string[] predicted, string[] actual) in Sentences(golden, "predicted").Zip(Sentences(golden, "truth"))) scores.Add(predicted, actual);
        if (golden.TryGetProperty("token_accuracy", out JsonElement accuracy)) Close(Number(accuracy), scores.TokenAccuracy);
        AssertAverage(expected, "micro", scores.Average(Averaging.Micro));
        AssertAverage(expected, "macro", scores.Average(Averaging.Macro));
        AssertAverage(expected, "weighted", scores.Average(Averaging.Weighted));
        JsonProperty[] types = [.. expected.GetProperty("per_type").EnumerateObject()];
        Assert.Equal(types.Select(t => t.Name), scores.PerType.Keys);
        foreach (JsonProperty type in types)
        {
            ClassCounts counts = scores.PerType[type.Name];
            Close(Numbers(type.Value), [counts.Precision(), counts.Recall(), counts.F(), counts.Support]);
        }
    }

    private static void AssertAverage(JsonElement golden, string average, AveragedScores scores) =>
        Close(Numbers(golden, average), [scores.Precision, scores.Recall, scores.F]);

    // Lenient entities are numbered over the joined sentences with an O between, ends inclusive; strict ones by sentence, ends exclusive.
    private static void AssertEntities(JsonElement golden, string tags, string lenient, string strict)
    {
        List<object> found = [];
        int offset = 0, sentence = 0;
        foreach (string[] row in Sentences(golden, tags))
        {
            found.AddRange(EntityReader.Read(row, TaggingScheme.Lenient).Select(e => (object)(e.Type, e.Start + offset, e.End - 1 + offset)));
            offset += row.Length + 1;
            Assert.Equal(
                golden.GetProperty(strict)[sentence].EnumerateArray().Select(e => new Entity(e[1].GetString()!, e[2].GetInt32(), e[3].GetInt32())),
                EntityReader.Read(row, TaggingScheme.Iob2));
            sentence++;
        }

        Assert.Equal(golden.GetProperty(lenient).EnumerateArray().Select(e => (object)(e[0].GetString()!, e[1].GetInt32(), e[2].GetInt32())), found);
    }

    private static IEnumerable<string[]> Sentences(JsonElement golden, string name) => golden.GetProperty(name).EnumerateArray().Select(Texts);
}
