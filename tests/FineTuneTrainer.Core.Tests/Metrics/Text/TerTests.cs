using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Text;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class TerTests
{
    public static TheoryData<int> Cases => Corpus.Cases("ter");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_equal_sacreBLEU(int index)
    {
        JsonElement golden = Corpus.Case("ter", index);
        JsonElement settings = golden.GetProperty("settings");
        var corpus = Corpus.Read(golden);
        var options = new TerOptions
        {
            Normalized = Corpus.Flag(settings, "normalized"),
            NoPunctuation = Corpus.Flag(settings, "no_punct"),
            AsianSupport = Corpus.Flag(settings, "asian_support"),
            CaseSensitive = Corpus.Flag(settings, "case_sensitive"),
        };
        var ter = new Ter(options);
        double[] sentences = [.. corpus.Hypotheses.Select((h, i) => ter.Add(h, corpus.Of(i)))];
        if (golden.TryGetProperty("sentence_scores", out JsonElement expected)) Close(Numbers(expected), sentences);
        Close(Number(golden, "score"), ter.Score);
        Close(Number(golden, "ref_length"), ter.ReferenceLength);
        Assert.Equal(golden.GetProperty("edits").GetInt64(), ter.Edits);
        Assert.Equal(golden.GetProperty("signature").GetString(), options.Signature(corpus.References.Length));
    }

    [Fact]
    public void Moving_a_whole_phrase_is_one_edit()
    {
        var ter = new Ter();
        ter.Add("d e f a b c", "a b c d e f");
        Assert.Equal(1, ter.Edits);
    }

    [Fact]
    public void Texts_of_very_different_length_are_scored()
    {
        var ter = new Ter();
        ter.Add("a b", string.Join(' ', Enumerable.Range(0, 300)));
        Assert.Equal(300, ter.Edits);
    }
}
