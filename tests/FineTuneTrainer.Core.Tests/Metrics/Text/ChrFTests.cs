using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Text;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class ChrFTests
{
    public static TheoryData<int> Cases => Corpus.Cases("chrf");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_equal_sacreBLEU(int index)
    {
        JsonElement golden = Corpus.Case("chrf", index);
        JsonElement settings = golden.GetProperty("settings");
        var corpus = Corpus.Read(golden);
        var chrF = new ChrF(
            wordOrder: settings.TryGetProperty("word_order", out JsonElement order) ? order.GetInt32() : 0, lowerCase: Corpus.Flag(settings, "lowercase"));
        Close(Numbers(golden, "sentence_scores"), [.. corpus.Hypotheses.Select((h, i) => chrF.Add(h, corpus.Of(i)))]);
        Close(Number(golden, "score"), chrF.Score);
        Assert.Equal(golden.GetProperty("signature").GetString(), chrF.Signature(corpus.References.Length));
    }
}
