using System.Text.Json;
using FineTuneTrainer.Core.Tests.Models;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>Marian has no tokenizer.json; its ids are those of the sentencepiece library and vocab.json.</summary>
public sealed class MarianTests
{
    [Fact]
    public void Both_sides_are_encoded_as_Hugging_Face_encodes_them()
    {
        Tokenizer source = TokenizerFiles.Load(new GoldenFolder("tokenizers", "marian"));
        Tokenizer target = TokenizerFiles.LoadTarget(new GoldenFolder("tokenizers", "marian"));
        Assert.Equal([], TokenizerGolden.Encodings("marian").GetProperty("texts").EnumerateArray().SelectMany(row =>
        {
            string id = row.GetProperty("id").GetString()!;
            string text = TokenizerGolden.Texts[id];
            if (!row.TryGetProperty("ids", out JsonElement ids)) return row.GetProperty("sha256").GetString() == TokenizerGolden.Sha256(source.Encode(text).Ids) ? [] : new[] { id };
            return Difference(id, ids, source.Encode(text).Ids).Concat(Difference(id + " target", row.GetProperty("target_ids"), target.Encode(text).Ids));
        }));
    }

    [Fact]
    public void Pairs_follow_each_other()
    {
        Tokenizer source = TokenizerFiles.Load(new GoldenFolder("tokenizers", "marian"));
        JsonElement pairs = TokenizerGolden.Corpus.GetProperty("pairs");
        Assert.Equal([], TokenizerGolden.Encodings("marian").GetProperty("pairs").EnumerateArray().SelectMany((row, n) =>
            Difference($"{n}", row.GetProperty("ids"), source.Encode(pairs[n][0].GetString()!, pairs[n][1].GetString()!).Ids)));
    }

    [Fact]
    public void What_the_model_writes_is_decoded_by_its_own_side()
    {
        Tokenizer target = TokenizerFiles.LoadTarget(new GoldenFolder("tokenizers", "marian"));
        string text = "I can't log in, and my parcel hasn't arrived yet. What's going on?";
        Assert.Equal(text, target.Decode(target.Encode(text).Ids));
        Assert.Equal(1308, target.PadId);
    }

    private static IEnumerable<string> Difference(string id, JsonElement expected, int[] actual)
    {
        int[] wanted = TokenizerGolden.Ints(expected);
        if (!wanted.SequenceEqual(actual)) yield return $"{id}: {string.Join(' ', wanted)} expected, was {string.Join(' ', actual)}";
    }
}
