using System.Security.Cryptography;
using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>The golden tokenizers and the texts they are held to.</summary>
internal static class TokenizerGolden
{
    public static string[] Names { get; } = ["bert-uncased", "bert-cased", "bert-chinese"];

    public static IReadOnlyDictionary<string, string> Texts { get; } = ReadTexts();

    public static BertWordPiece Load(string folder, bool useJson = true)
    {
        using FileStream vocab = File.OpenRead(Path.Combine(folder, "vocab.txt"));
        using FileStream json = File.OpenRead(Path.Combine(folder, "tokenizer.json"));
        using FileStream config = File.OpenRead(Path.Combine(folder, "tokenizer_config.json"));
        return BertWordPiece.Load(vocab, useJson ? json : null, config);
    }

    public static JsonElement Encodings(string name) =>
        JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("tokenizers", name, "encodings.json")));

    public static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];

    public static string Sha256(IEnumerable<int> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join(',', ids))));

    private static Dictionary<string, string> ReadTexts()
    {
        var corpus = JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("tokenizers", "corpus.json")));
        return corpus.GetProperty("texts").EnumerateArray().ToDictionary(t => t.GetProperty("id").GetString()!, Text);
    }

    private static string Text(JsonElement entry) =>
        entry.TryGetProperty("text", out JsonElement text)
            ? text.GetString()!
            : string.Concat(Enumerable.Repeat(entry.GetProperty("repeat")[0].GetString()!, entry.GetProperty("repeat")[1].GetInt32()));
}
