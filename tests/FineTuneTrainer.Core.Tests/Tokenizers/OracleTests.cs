using System.Text;
using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;
using Oracle = Tokenizers.DotNet.Tokenizer;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>Holds the tokenizer to Hugging Face's own library (the native one inside Tokenizers.DotNet).</summary>
public sealed class OracleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oracle").FullName;

    public static TheoryData<string> Names => [.. TokenizerGolden.Names];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Every_character_is_read_as_Hugging_Face_reads_it(bool lowercase, bool stripAccents)
    {
        string json = Path.Combine(_folder, "tokenizer.json");
        File.WriteAllText(json, AllCharacters(lowercase, stripAccents));
        var oracle = new Oracle(json);
        Tokenizer tokenizer = TokenizerGolden.OfJson(File.ReadAllBytes(json));
        IEnumerable<string> texts = Scalars().Chunk(64).Select(chunk => string.Join(' ', chunk.Select(c => $"a{char.ConvertFromUtf32(c)}b")));
        Assert.Equal([], Different(texts, oracle, tokenizer));
    }

    [Theory]
    [InlineData("minilm-l3", "intents/train.csv", "text", "label")]
    [InlineData("minilm-l6", "intents/test.csv", "text", "label")]
    [InlineData("zh-char-bert", "zh_reviews/train.csv", "review", "sentiment")]
    public void Every_row_of_the_sample_data_gets_the_same_ids(string model, string file, string text, string label)
    {
        string folder = RepositoryFiles.Shared("models", model);
        string[] texts = Rows(file, text, label);
        var oracle = new Oracle(Path.Combine(folder, "tokenizer.json"));
        Assert.Equal([], Different(texts, oracle, TokenizerFiles.Load(new GoldenFolder(folder))));
        var older = MemoryFolder.Copy(new GoldenFolder(folder));
        older.Remove("tokenizer.json");
        Assert.Equal([], Different(texts, oracle, TokenizerFiles.Load(older)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_golden_tokenizer_reads_the_sample_data_as_Hugging_Face_reads_it(string name)
    {
        var oracle = new Oracle(RepositoryFiles.Golden("tokenizers", name, "tokenizer.json"));
        Tokenizer tokenizer = TokenizerGolden.Load(name);
        Assert.Equal([], Different(Rows("intents/test.csv", "text", "label"), oracle, tokenizer));
        Assert.Equal([], Different(Rows("zh_reviews/test.csv", "review", "sentiment").Take(300), oracle, tokenizer));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Rows(string file, string text, string label)
    {
        using FileStream stream = File.OpenRead(RepositoryFiles.Shared("data", file));
        RowSet rows = RowReader.Read(stream, DatasetFormat.Csv, file, text, label);
        Assert.Equal(0, rows.ProblemCount);
        return [.. rows.Rows.Select(r => r.Text)];
    }

    private static List<string> Different(IEnumerable<string> texts, Oracle oracle, Tokenizer tokenizer) =>
        [.. texts.Where(t => !oracle.Encode(t).Select(id => (int)id).SequenceEqual(tokenizer.Encode(t, int.MaxValue).Ids))];

    private static IEnumerable<int> Scalars() => Enumerable.Range(1, 0x323AF).Concat(Enumerable.Range(0xE0000, 0x200)).Where(Rune.IsValid);

    // A vocabulary of every character, so that no two of them look alike; a space cannot be a word.
    private static string AllCharacters(bool lowercase, bool stripAccents)
    {
        var vocabulary = new Dictionary<string, int> { ["[UNK]"] = 0, ["[PAD]"] = 1 };
        foreach (string c in Scalars().Where(c => c is not ('\r' or '\n')).Select(char.ConvertFromUtf32))
        {
            vocabulary[c] = vocabulary.Count;
            vocabulary["##" + c] = vocabulary.Count;
        }

        return JsonSerializer.Serialize(new
        {
            version = "1.0",
            added_tokens = Array.Empty<object>(),
            normalizer = new { type = "BertNormalizer", clean_text = true, handle_chinese_chars = true, strip_accents = stripAccents, lowercase },
            pre_tokenizer = new { type = "BertPreTokenizer" },
            model = new { type = "WordPiece", unk_token = "[UNK]", continuing_subword_prefix = "##", max_input_chars_per_word = 100, vocab = vocabulary },
        });
    }
}
