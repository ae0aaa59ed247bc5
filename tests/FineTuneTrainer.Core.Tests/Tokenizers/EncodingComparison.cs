using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>Tells in which fields an encoding differs from a golden one.</summary>
internal static class EncodingComparison
{
    public static IEnumerable<string> Differences(JsonElement expected, Encoding actual, Func<int, string> textOf)
    {
        if (expected.TryGetProperty("sha256", out JsonElement hash))
        {
            if (hash.GetString() != TokenizerGolden.Sha256(actual.Ids)) yield return "sha256";
            yield break;
        }

        if (Differ(expected, "ids", actual.Ids)) yield return $"ids: {Show(expected, "ids")} expected, was {string.Join(' ', actual.Ids)}";
        else if (Differ(expected, "offsets", TokenizerGolden.Points(actual, textOf)))
            yield return $"offsets: {Show(expected, "offsets")} expected, was {string.Join(' ', TokenizerGolden.Points(actual, textOf))}";
        if (Differ(expected, "words", actual.WordIds)) yield return $"words: {Show(expected, "words")} expected, was {string.Join(' ', actual.WordIds)}";
        if (Differ(expected, "special", [.. Enumerable.Range(0, actual.Ids.Length).Where(i => actual.SpecialMask[i])])) yield return "special";
        int[] types = expected.TryGetProperty("types", out _) ? actual.TypeIds : [];
        if (Differ(expected, "types", types) || (types.Length == 0 && actual.TypeIds.Any(t => t != 0))) yield return $"types: {string.Join(' ', actual.TypeIds)}";
        if (Differ(expected, "sequences", actual.SequenceIds)) yield return $"sequences: {string.Join(' ', actual.SequenceIds)}";
    }

    private static bool Differ(JsonElement expected, string name, int[] actual) =>
        expected.TryGetProperty(name, out JsonElement list) && !TokenizerGolden.Ints(list).SequenceEqual(actual);

    private static string Show(JsonElement expected, string name) => string.Join(' ', TokenizerGolden.Ints(expected.GetProperty(name)));
}
