using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class TokenizerFilesTests
{
    [Theory]
    [InlineData("bert-uncased")]
    [InlineData("bert-cased")]
    [InlineData("bert-chinese")]
    public void Without_tokenizer_json_the_older_files_give_the_same_encodings(string name)
    {
        Tokenizer expected = TokenizerGolden.Load(name);
        Tokenizer older = TokenizerGolden.LoadWithout(name, "tokenizer.json");
        Assert.Equal(expected.PadId, older.PadId);
        foreach ((string id, string text) in TokenizerGolden.Texts)
        {
            Encoding encoding = older.Encode(text, text.Length < 99 ? text : null);
            Encoding wanted = expected.Encode(text, text.Length < 99 ? text : null);
            Assert.Equal($"{id} {string.Join(' ', wanted.Ids)}", $"{id} {string.Join(' ', encoding.Ids)}");
            Assert.Equal(wanted.Offsets, encoding.Offsets);
            Assert.Equal(wanted.TypeIds, encoding.TypeIds);
            Assert.Equal(expected.Decode(wanted.Ids), older.Decode(encoding.Ids));
        }
    }

    [Fact]
    public void The_demo_model_shows_its_words()
    {
        Tokenizer tokenizer = TokenizerFiles.Load(new GoldenFolder(RepositoryFiles.Shared("models", "minilm-l3")));
        Encoding encoding = tokenizer.Encode("Where's my Order?", 16);
        IReadOnlyList<string> tokens = tokenizer.Tokens(encoding.Ids);
        Assert.Equal(["[CLS]", "where", "'", "s", "my", "order", "?", "[SEP]"], tokens);
        Assert.Equal(tokens.Count, encoding.TypeIds.Length);
        Assert.Equal("[PAD]", tokenizer.Tokens([tokenizer.PadId])[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Tokens([999_999]));
    }

    [Fact]
    public void A_vocabulary_without_its_unknown_token_is_refused()
    {
        var folder = new MemoryFolder();
        folder.Put("vocab.txt", "a\n[CLS]\n[SEP]\n"u8.ToArray());
        Assert.Contains("[UNK]", Assert.Throws<InvalidDataException>(() => TokenizerFiles.Load(folder)).Message);
    }

    [Fact]
    public void Threads_may_share_a_tokenizer()
    {
        Tokenizer tokenizer = TokenizerGolden.Load("llama3");
        string[] texts = [.. TokenizerGolden.Texts.Values.Where(t => t.Length < 2000)];
        int[][] expected = [.. texts.Select(t => tokenizer.EncodeIds(t))];
        Parallel.For(0, 8 * texts.Length, i => Assert.Equal(expected[i % texts.Length], tokenizer.EncodeIds(texts[i % texts.Length])));
    }
}
