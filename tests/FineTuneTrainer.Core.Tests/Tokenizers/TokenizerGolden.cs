using System.Security.Cryptography;
using System.Text.Json;
using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>The golden tokenizers and the texts they are held to.</summary>
internal static class TokenizerGolden
{
    /// <summary>All that have a tokenizer.json.</summary>
    public static string[] Names { get; } =
        [.. Directory.GetDirectories(RepositoryFiles.Golden("tokenizers")).Where(d => File.Exists(Path.Combine(d, "tokenizer.json"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public static JsonElement Corpus { get; } = JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("tokenizers", "corpus.json")));

    public static IReadOnlyDictionary<string, string> Texts { get; } = Corpus.GetProperty("texts").EnumerateArray().ToDictionary(t => t.GetProperty("id").GetString()!, Text);

    public static Tokenizer Load(string name) => TokenizerFiles.Load(new GoldenFolder("tokenizers", name));

    /// <summary>A tokenizer as if some of its files were not there.</summary>
    public static Tokenizer LoadWithout(string name, params string[] files)
    {
        var folder = MemoryFolder.Copy(new GoldenFolder("tokenizers", name));
        foreach (string file in files) folder.Remove(file);
        return TokenizerFiles.Load(folder);
    }

    public static Tokenizer OfJson(byte[] json)
    {
        var folder = new MemoryFolder();
        using (Stream stream = folder.Create("tokenizer.json")) stream.Write(json);
        return TokenizerFiles.Load(folder);
    }

    public static JsonElement Encodings(string name) =>
        JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("tokenizers", name, "encodings.json")));

    public static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];

    public static int[] Ints(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement list) ? Ints(list) : [];

    public static string Sha256(IEnumerable<int> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join(',', ids))));

    /// <summary>Offsets as the golden data have them: starts and ends in code points.</summary>
    public static int[] Points(Encoding encoding, Func<int, string> textOf)
    {
        var result = new List<int>();
        for (int i = 0; i < encoding.Offsets.Length; i++)
        {
            (int start, int end) = encoding.Offsets[i];
            string text = encoding.SequenceIds[i] < 0 ? "" : textOf(i);
            result.AddRange([Count(text, start), Count(text, end)]);
        }

        return [.. result];
    }

    private static int Count(string text, int units) => text.AsSpan(0, units).ToString().EnumerateRunes().Count();

    private static string Text(JsonElement entry) =>
        entry.TryGetProperty("text", out JsonElement text)
            ? text.GetString()!
            : string.Concat(Enumerable.Repeat(entry.GetProperty("repeat")[0].GetString()!, entry.GetProperty("repeat")[1].GetInt32()));
}
