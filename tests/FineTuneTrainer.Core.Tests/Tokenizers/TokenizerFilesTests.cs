using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

public sealed class TokenizerFilesTests
{
    /// <summary>Tokenizers whose tokenizer.json holds what the older files mean.</summary>
    public static TheoryData<string> WithOlderFiles =>
        ["bert-uncased", "bert-cased", "bert-chinese", "gpt2", "roberta", "roberta-prefix", "bart", "qwen2", "llama2", "llama2-nonlegacy", "mistral", "gemma", "albert", "deberta-v3"];

    [Theory]
    [MemberData(nameof(WithOlderFiles))]
    public void Without_tokenizer_json_the_older_files_give_the_same_encodings(string name)
    {
        Tokenizer expected = TokenizerGolden.Load(name);
        Tokenizer older = TokenizerGolden.LoadWithout(name, "tokenizer.json");
        Assert.Equal(expected.PadId, older.PadId);
        Assert.Equal(expected.VocabularySize, older.VocabularySize);
        foreach ((string id, string text) in TokenizerGolden.Texts) AssertSame(id, expected, older, text);
    }

    [Theory]
    [InlineData("t5")]
    [InlineData("xlm-roberta")]
    public void Older_files_of_Unigram_models_mean_what_today_s_converters_write(string name)
    {
        // The published tokenizer.json of these is of an older form, which drops spaces otherwise and places them otherwise. T5 is there in today's form too.
        Tokenizer expected = TokenizerGolden.Load(name == "t5" ? "t5-converted" : name);
        Tokenizer older = TokenizerGolden.LoadWithout(name, "tokenizer.json");
        foreach ((string id, string text) in TokenizerGolden.Texts.Where(t => name == "t5" || !t.Value.Any(char.IsWhiteSpace)))
            AssertSame(id, expected, older, text, places: name == "t5");
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

    private static void AssertSame(string id, Tokenizer expected, Tokenizer actual, string text, bool places = true)
    {
        Encoding wanted = expected.Encode(text, text.Length < 99 ? text : null);
        Encoding encoding = actual.Encode(text, text.Length < 99 ? text : null);
        Assert.Equal($"{id} {string.Join(' ', wanted.Ids)}", $"{id} {string.Join(' ', encoding.Ids)}");
        if (places) Assert.Equal(wanted.Offsets, encoding.Offsets);
        Assert.Equal(wanted.TypeIds, encoding.TypeIds);
        Assert.Equal(expected.Decode(wanted.Ids), actual.Decode(encoding.Ids));
    }
}
