using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class BertWordPieceTests
{
    public static TheoryData<string> Names => [.. TokenizerGolden.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_gets_the_ids_of_Hugging_Face(string name)
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", name));
        Assert.Equal([], Differences(name, tokenizer, []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_tokenizer_json_the_vocabulary_gives_the_same_ids(string name)
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", name), useJson: false);
        Assert.Equal([], Differences(name, tokenizer, []));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Long_texts_are_cut_as_Hugging_Face_cuts_them(string name)
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", name));
        foreach (JsonElement entry in TokenizerGolden.Encodings(name).GetProperty("truncation").EnumerateArray())
        {
            string text = TokenizerGolden.Texts[entry.GetProperty("input").GetString()!];
            int[] ids = tokenizer.Encode(text, entry.GetProperty("max_length").GetInt32()).Ids;
            Assert.Equal(TokenizerGolden.Ints(entry.GetProperty("ids")), ids);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cut_encoding_is_the_beginning_of_the_whole_one(string name)
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", name));
        foreach (string text in TokenizerGolden.Texts.Values.Where(t => t.Length < 300))
        {
            int[] whole = tokenizer.Encode(text, int.MaxValue).Ids;
            for (int length = 2; length < Math.Min(whole.Length, 20); length++)
            {
                int[] cut = tokenizer.Encode(text, length).Ids;
                Assert.Equal([.. whole.Take(length - 1), whole[^1]], cut);
            }
        }
    }

    [Fact]
    public void The_demo_model_shows_its_words()
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Shared("models", "minilm-l3"));
        Encoding encoding = tokenizer.Encode("Where's my Order?", 16);
        IReadOnlyList<string> tokens = tokenizer.Tokens(encoding.Ids);
        Assert.Equal(["[CLS]", "where", "'", "s", "my", "order", "?", "[SEP]"], tokens);
        Assert.Equal(tokens.Count, encoding.TypeIds.Length);
        Assert.Equal("[PAD]", tokenizer.Tokens([tokenizer.PadId])[0]);
    }

    [Fact]
    public void A_length_below_the_special_tokens_is_refused()
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", "bert-cased"));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Encode("a", 1));
        Assert.Equal(2, tokenizer.Encode("a", 2).Ids.Length);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_dropped()
    {
        BertWordPiece tokenizer = TokenizerGolden.Load(RepositoryFiles.Golden("tokenizers", "bert-cased"));
        Assert.Equal(tokenizer.Encode("my order", 9).Ids, tokenizer.Encode("my\uD83D order", 9).Ids);
    }

    private static List<string> Differences(string name, BertWordPiece tokenizer, List<string> found)
    {
        foreach (JsonElement entry in TokenizerGolden.Encodings(name).GetProperty("texts").EnumerateArray())
        {
            string id = entry.GetProperty("id").GetString()!;
            Encoding encoding = tokenizer.Encode(TokenizerGolden.Texts[id], int.MaxValue);
            bool equal = entry.TryGetProperty("ids", out JsonElement ids)
                ? TokenizerGolden.Ints(ids).SequenceEqual(encoding.Ids)
                : entry.GetProperty("count").GetInt32() == encoding.Ids.Length
                    && entry.GetProperty("sha256").GetString() == TokenizerGolden.Sha256(encoding.Ids);
            if (!equal || encoding.TypeIds.Any(t => t != 0)) found.Add(id);
        }

        return found;
    }
}
