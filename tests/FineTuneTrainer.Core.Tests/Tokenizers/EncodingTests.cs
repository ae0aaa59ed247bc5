using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class EncodingTests
{
    public static TheoryData<string> Names => [.. TokenizerGolden.Names];

    [Fact]
    public void There_are_22_golden_tokenizers_with_194_texts()
    {
        Assert.Equal(22, TokenizerGolden.Names.Length);
        Assert.Equal(194, TokenizerGolden.Texts.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_is_encoded_as_Hugging_Face_encodes_it(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        Assert.Equal([], Each(name, "texts").SelectMany(row =>
        {
            string text = TokenizerGolden.Texts[row.GetProperty("id").GetString()!];
            return Named(row, EncodingComparison.Differences(row, tokenizer.Encode(text), _ => text));
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_alone_are_the_same(string name)
    {
        ITokenizer tokenizer = TokenizerGolden.Load(name);
        var whole = TokenizerGolden.Load(name);
        Assert.Equal([], TokenizerGolden.Texts.Where(t => !tokenizer.Encode(t.Value, int.MaxValue).Ids.SequenceEqual(whole.Encode(t.Value).Ids)).Select(t => t.Key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_encoding_is_the_beginning_of_the_whole_one(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        int added = tokenizer.Encode("").Ids.Length;
        foreach (string text in TokenizerGolden.Texts.Values.Where(t => t.Length < 100))
        {
            for (int length = added; length < added + 9; length++)
                Assert.Equal(tokenizer.Encode(text, options: new EncodeOptions { Truncation = new Truncation(length) }).Ids, tokenizer.Encode(text, length).Ids);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pairs_are_encoded_as_Hugging_Face_encodes_them(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        JsonElement pairs = TokenizerGolden.Corpus.GetProperty("pairs");
        Assert.Equal([], Each(name, "pairs").SelectMany((row, n) =>
        {
            string[] texts = [.. pairs[n].EnumerateArray().Select(t => t.GetString()!)];
            Encoding encoding = tokenizer.Encode(texts[0], texts[1]);
            return EncodingComparison.Differences(row, encoding, i => texts[encoding.SequenceIds[i]]).Select(d => $"{n} {d}");
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_are_encoded_as_Hugging_Face_encodes_them(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        JsonElement lists = TokenizerGolden.Corpus.GetProperty("words");
        Assert.Equal([], Each(name, "words").SelectMany((row, n) =>
        {
            string[] words = [.. lists[n].EnumerateArray().Select(t => t.GetString()!)];
            Encoding encoding = tokenizer.EncodeWords(words);
            return EncodingComparison.Differences(row, encoding, i => words[encoding.WordIds[i]]).Select(d => $"{n} {d}");
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Special_tokens_may_be_read_as_text(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        var options = new EncodeOptions { AddSpecialTokens = false, SplitSpecialTokens = true };
        Assert.Equal([], Each(name, "split_special").SelectMany(row =>
        {
            string text = TokenizerGolden.Texts[row.GetProperty("id").GetString()!];
            Assert.Equal(tokenizer.EncodeIds(text, splitSpecialTokens: true), tokenizer.Encode(text, options: options).Ids);
            return Named(row, EncodingComparison.Differences(row, tokenizer.Encode(text, options: options), _ => text).Where(d => d.StartsWith("ids", StringComparison.Ordinal)));
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_become_the_text_that_Hugging_Face_makes_of_them(string name)
    {
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        Assert.Equal([], Each(name, "texts").Where(r => r.TryGetProperty("ids", out _)).SelectMany(row =>
        {
            int[] ids = TokenizerGolden.Ints(row.GetProperty("ids"));
            string all = row.GetProperty("decode").GetString()!;
            string skipped = row.TryGetProperty("decode_skip", out JsonElement other) ? other.GetString()! : all;
            return new[] { (all, false), (skipped, true) }
                .Where(p => tokenizer.Decode(ids, p.Item2) != p.Item1)
                .Select(p => $"{row.GetProperty("id").GetString()}: '{p.Item1}' expected, was '{tokenizer.Decode(ids, p.Item2)}'");
        }));
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character()
    {
        Tokenizer tokenizer = TokenizerGolden.Load("gpt2");
        Assert.Equal(tokenizer.EncodeIds("my\uFFFD order\uFFFD"), tokenizer.EncodeIds("my\uD83D order\uDE00"));
    }

    private static IEnumerable<JsonElement> Each(string name, string list) => TokenizerGolden.Encodings(name).GetProperty(list).EnumerateArray();

    private static IEnumerable<string> Named(JsonElement row, IEnumerable<string> differences) => differences.Select(d => $"{row.GetProperty("id").GetString()} {d}");
}
