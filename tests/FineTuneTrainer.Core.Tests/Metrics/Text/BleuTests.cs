using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Text;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

public sealed class BleuTests
{
    public static TheoryData<int> Cases => Corpus.Cases("bleu");

    public static TheoryData<int> Lines => Corpus.Cases("tokenized");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_equal_sacreBLEU(int index)
    {
        JsonElement golden = Corpus.Case("bleu", index);
        var corpus = Corpus.Read(golden);
        BleuOptions options = Options(golden.GetProperty("settings"));
        var bleu = new Bleu(options);
        for (int i = 0; i < corpus.Hypotheses.Length; i++) bleu.Add(corpus.Hypotheses[i], corpus.Of(i));
        BleuScore score = bleu.Score();
        Close(Number(golden, "score"), score.Score);
        Close(Numbers(golden, "precisions"), score.Precisions);
        Close(Number(golden, "bp"), score.BrevityPenalty);
        Assert.Equal((golden.GetProperty("sys_len").GetInt64(), golden.GetProperty("ref_len").GetInt64()), (score.SystemLength, score.ReferenceLength));
        Assert.Equal(golden.GetProperty("text").GetString(), score.ToString());
        Assert.Equal(golden.GetProperty("signature").GetString(), options.Signature(corpus.References.Length));
        Close(Numbers(golden, "sentence_scores"), [.. corpus.Hypotheses.Select((h, i) => Bleu.Sentence(h, corpus.Of(i), options).Score)]);

        // With add-k sacreBLEU adds k to the counts that it hands out, too.
        if (options.Smoothing == BleuSmoothing.AddK) return;
        Close(Numbers(golden, "counts"), [.. score.Counts.Select(c => (double)c)]);
        Close(Numbers(golden, "totals"), [.. score.Totals.Select(c => (double)c)]);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_tokenizer_cuts_as_sacreBLEU_s(int index)
    {
        JsonElement golden = Corpus.Case("tokenized", index);
        string line = golden.GetProperty("line").GetString()!;
        foreach (BleuTokenizer tokenizer in Enum.GetValues<BleuTokenizer>())
            Assert.Equal(golden.GetProperty(BleuTokens.NameOf(tokenizer)).GetString(), BleuTokens.Tokenize(line, tokenizer));
    }

    [Theory]
    [InlineData("good😀!", "good 😀 !")]
    [InlineData("!😀", "! 😀")]
    public void The_international_tokenizer_takes_characters_beyond_16_bits_whole(string line, string tokens) =>
        Assert.Equal(tokens, BleuTokens.Tokenize(line, BleuTokenizer.International));

    [Fact]
    public void A_sentence_without_reference_is_refused() => Assert.Throws<ArgumentException>(() => new Bleu().Add("a", []));

    private static BleuOptions Options(JsonElement settings) => new()
    {
        Tokenizer = Enum.GetValues<BleuTokenizer>().Single(t => BleuTokens.NameOf(t) == settings.GetProperty("tokenize").GetString()),
        LowerCase = Corpus.Flag(settings, "lowercase"),
        Smoothing = !settings.TryGetProperty("smooth_method", out JsonElement method) ? BleuSmoothing.Exponential : method.GetString() switch
        {
            "none" => BleuSmoothing.None,
            "floor" => BleuSmoothing.Floor,
            "add-k" => BleuSmoothing.AddK,
            _ => BleuSmoothing.Exponential,
        },
        SmoothingValue = settings.TryGetProperty("smooth_value", out JsonElement value) ? value.GetDouble() : null,
    };
}
