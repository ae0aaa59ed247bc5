using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Text;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class RougeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scores_equal_rouge_score(bool stem)
    {
        var rouge = new Rouge(stem);
        foreach (JsonElement golden in Read("rouge.json").GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("stemmer").GetBoolean() == stem))
        {
            if (golden.TryGetProperty("aggregate", out _))
            {
                Close(
                    [Number(golden, "rouge1"), Number(golden, "rouge2"), Number(golden, "rougeL"), Number(golden, "rougeLsum")],
                    [rouge.Rouge1, rouge.Rouge2, rouge.RougeL, rouge.RougeLsum]);
                continue;
            }

            RougeScores scores = rouge.Add(golden.GetProperty("prediction").GetString()!, golden.GetProperty("target").GetString()!);
            AssertScore(golden, "rouge1", scores.Rouge1);
            AssertScore(golden, "rouge2", scores.Rouge2);
            AssertScore(golden, "rougeL", scores.RougeL);
            AssertScore(golden, "rougeLsum", scores.RougeLsum);
        }
    }

    [Fact]
    public void Of_several_targets_the_best_one_counts()
    {
        JsonElement golden = Read("rouge.json").GetProperty("several_targets");
        RougeScores scores = new Rouge().Add(golden.GetProperty("prediction").GetString()!, Texts(golden.GetProperty("targets")));
        AssertScore(golden, "rouge1", scores.Rouge1);
        AssertScore(golden, "rougeL", scores.RougeL);
    }

    [Fact]
    public void Tokens_and_stems_equal_rouge_score()
    {
        foreach (JsonElement golden in Read("rouge.json").GetProperty("tokens").EnumerateArray())
        {
            string text = golden.GetProperty("text").GetString()!;
            Assert.Equal(Texts(golden.GetProperty("plain")), RougeTokens.Of(text));
            Assert.Equal(Texts(golden.GetProperty("stemmed")), RougeTokens.Of(text, stem: true));
        }
    }

    // The examples of Porter's paper, as NLTK's extensions change them.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("filing", "file")]
    [InlineData("falling", "fall")]
    [InlineData("happy", "happi")]
    [InlineData("enjoy", "enjoy")]
    [InlineData("hopefulness", "hope")]
    [InlineData("formaliti", "formal")]
    [InlineData("adoption", "adopt")]
    [InlineData("controlling", "control")]
    [InlineData("dying", "die")]
    [InlineData("geology", "geolog")]
    public void Words_are_stemmed(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    private static void AssertScore(JsonElement golden, string name, RougeScore score) =>
        Close(Numbers(golden, name), [score.Precision, score.Recall, score.F]);
}
