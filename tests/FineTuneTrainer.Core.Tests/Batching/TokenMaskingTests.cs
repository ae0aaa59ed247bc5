using System.Text.Json;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Tests.Models;

namespace FineTuneTrainer.Core.Tests.Batching;

public sealed class TokenMaskingTests
{
    private static readonly JsonElement Json = Golden.Json("losses", "mlm.json");
    private static readonly TokenMasking Masking = new(Json.GetProperty("p").GetDouble(), Json.GetProperty("mask_id").GetInt32());

    [Fact]
    public void Single_tokens_are_masked_as_the_reference_says()
    {
        JsonElement plain = Json.GetProperty("plain");
        for (int row = 0; row < 3; row++) AssertApplied(plain, row, Masking.Choose(Special(row), Doubles("select", row)));
    }

    [Fact]
    public void Whole_words_are_masked_as_transformers_finds_them()
    {
        JsonElement whole = Json.GetProperty("whole_word");
        for (int row = 0; row < 3; row++)
        {
            (int, int)[] offsets = [.. whole.GetProperty("offsets")[row].EnumerateArray().Select(o => (o[0].GetInt32(), o[1].GetInt32()))];
            int[] words = TokenMasking.Words(offsets, Special(row));
            Assert.Equal(whole.GetProperty("word_ids")[row].EnumerateArray().Select(w => w.GetInt32()), words);
            bool[] chosen = Masking.ChooseWords(words, Doubles("select", row));
            Assert.Equal(whole.GetProperty("chosen")[row].EnumerateArray().Select(c => c.GetInt32() == 1), chosen);
            AssertApplied(whole, row, chosen);
        }
    }

    private static void AssertApplied(JsonElement expected, int row, bool[] chosen)
    {
        (long[] inputs, long[] labels) = Masking.Apply(Longs("ids", row), chosen, Doubles("action", row), Longs("tokens", row));
        Assert.Equal(expected.GetProperty("inputs")[row].EnumerateArray().Select(i => i.GetInt64()), inputs);
        Assert.Equal(expected.GetProperty("labels")[row].EnumerateArray().Select(i => i.GetInt64()), labels);
    }

    private static bool[] Special(int row) => [.. Json.GetProperty("special")[row].EnumerateArray().Select(s => s.GetInt32() == 1)];

    private static double[] Doubles(string name, int row) => [.. Json.GetProperty(name)[row].EnumerateArray().Select(d => d.GetDouble())];

    private static long[] Longs(string name, int row) => [.. Json.GetProperty(name)[row].EnumerateArray().Select(d => d.GetInt64())];
}
