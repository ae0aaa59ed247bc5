using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class TruncationTests
{
    public static TheoryData<string> Names => [.. TokenizerGolden.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_are_cut_as_Hugging_Face_cuts_them(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        Assert.Equal([], TokenizerGolden.Encodings(name).GetProperty("truncation").EnumerateArray().SelectMany((row, n) => Differences(tokenizer, row).Select(d => $"{n}: {d}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Batches_are_padded_as_Hugging_Face_pads_them(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        Encoding[] batch = [.. new[] { "en-1", "empty", "zh-1", "lead-3" }.Select(id => tokenizer.Encode(TokenizerGolden.Texts[id]))];
        foreach (JsonElement row in TokenizerGolden.Encodings(name).GetProperty("padding").EnumerateArray())
        {
            int padId = row.GetProperty("pad_id").GetInt32();
            Assert.Equal(padId, tokenizer.PadId);
            IReadOnlyList<Encoding> padded = new EncodingPadding(padId)
            {
                Side = row.GetProperty("side").GetString() == "left" ? Side.Left : Side.Right,
                MultipleOf = Number(row, "multiple"),
                Length = Number(row, "length"),
            }.Pad(batch);
            Assert.Equal(row.GetProperty("ids").EnumerateArray().Select(TokenizerGolden.Ints), padded.Select(e => e.Ids));
            Assert.Equal(row.GetProperty("mask").EnumerateArray().Select(TokenizerGolden.Ints), padded.Select(e => e.AttentionMask));
        }
    }

    [Fact]
    public void A_length_below_the_special_tokens_is_refused()
    {
        Tokenizer tokenizer = TokenizerGolden.Load("bert-cased");
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Encode("a", 1));
        Assert.Equal(2, tokenizer.Encode("a", 2).Ids.Length);
    }

    private static IEnumerable<string> Differences(Tokenizer tokenizer, JsonElement row)
    {
        string[] texts = row.GetProperty("input").ValueKind == JsonValueKind.String
            ? [TokenizerGolden.Texts[row.GetProperty("input").GetString()!]]
            : [.. TokenizerGolden.Corpus.GetProperty("pairs")[row.GetProperty("input").GetInt32()].EnumerateArray().Select(t => t.GetString()!)];
        var rule = new Truncation(row.GetProperty("max_length").GetInt32())
        {
            Stride = row.GetProperty("stride").GetInt32(),
            Side = row.GetProperty("side").GetString() == "left" ? Side.Left : Side.Right,
            Strategy = row.GetProperty("strategy").GetString() switch
            {
                "only_first" => TruncationStrategy.OnlyFirst,
                "only_second" => TruncationStrategy.OnlySecond,
                _ => TruncationStrategy.LongestFirst,
            },
        };
        Encoding Run() => tokenizer.Encode(texts[0], texts.Length > 1 ? texts[1] : null, new EncodeOptions { Truncation = rule });
        if (row.TryGetProperty("error", out _))
        {
            Assert.Throws<ArgumentOutOfRangeException>(Run);
            return [];
        }

        Encoding encoding = Run();
        JsonElement[] overflow = [.. row.GetProperty("overflow").EnumerateArray()];
        if (overflow.Length != encoding.Overflow.Count) return [$"{overflow.Length} windows of overflow expected, was {encoding.Overflow.Count}"];
        return Window(row, encoding, texts).Concat(overflow.SelectMany((o, i) => Window(o, encoding.Overflow[i], texts).Select(d => $"overflow {i} {d}")));
    }

    private static IEnumerable<string> Window(JsonElement row, Encoding encoding, string[] texts) =>
        EncodingComparison.Differences(row, encoding, i => texts[encoding.SequenceIds[i]]).Where(d => row.TryGetProperty("max_length", out _) || !d.StartsWith("types", StringComparison.Ordinal));

    private static int? Number(JsonElement row, string name) => row.GetProperty(name).ValueKind == JsonValueKind.Number ? row.GetProperty(name).GetInt32() : null;
}
