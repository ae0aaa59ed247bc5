using System.Text.Json;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>Rows of three labels that a tiny model tells apart.</summary>
internal static class SampleRows
{
    private static readonly Dictionary<string, string[]> ByLabel = new()
    {
        ["fruit"] = ["apple", "pear", "plum", "cherry", "grape"],
        ["tool"] = ["hammer", "saw", "drill", "wrench", "file"],
        ["water"] = ["river", "lake", "sea", "pond", "rain"],
    };

    private static readonly string[] Fillers = ["the", "a", "my", "is", "was", "very", "old", "new", "and", "here"];

    /// <summary>Every word the rows use.</summary>
    public static IEnumerable<string> Words => [.. ByLabel.Values.SelectMany(words => words), .. Fillers];

    /// <summary>So many rows; another seed gives others.</summary>
    public static IReadOnlyList<(string Text, string Label)> Of(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            var (label, words) = ByLabel.ElementAt(row % ByLabel.Count);
            var fill = string.Join(' ', random.GetItems(Fillers, random.Next(1, 6)));
            return ($"{fill} {words[random.Next(words.Length)]} {words[random.Next(words.Length)]}", label);
        })];
    }

    public static string Csv(int count, int seed) =>
        "text,label\n" + string.Concat(Of(count, seed).Select(row => $"{row.Text},{row.Label}\n"));

    public static string Jsonl(int count, int seed) =>
        string.Concat(Of(count, seed).Select(row => JsonSerializer.Serialize(new { text = row.Text, label = row.Label }) + "\n"));
}
