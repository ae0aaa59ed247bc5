namespace EndToEnd.Tests.Kit;

/// <summary>Rows of three labels that a tiny model tells apart.</summary>
internal static class Rows
{
    /// <summary>The first line of a file.</summary>
    public const string Header = "text,label\n";

    private static readonly (string Label, string[] Words)[] Labels =
    [
        ("fruit", ["apple", "pear", "plum", "cherry", "grape"]),
        ("tool", ["hammer", "saw", "drill", "wrench", "file"]),
        ("water", ["river", "lake", "sea", "pond", "rain"]),
    ];

    private static readonly string[] Fillers = ["the", "a", "my", "is", "was", "very", "old", "new", "and", "here"];

    /// <summary>Every word of the rows, after BERT's own.</summary>
    public static IReadOnlyList<string> Vocabulary { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Labels.SelectMany(label => label.Words), .. Fillers];

    /// <summary>A file of so many rows; another seed gives others.</summary>
    public static string Csv(int count, int seed)
    {
        var random = new Random(seed);
        return Header + string.Concat(Enumerable.Range(0, count).Select(row =>
        {
            var (label, words) = Labels[row % Labels.Length];
            var fill = string.Join(' ', random.GetItems(Fillers, random.Next(1, 6)));
            return $"{fill} {words[random.Next(words.Length)]} {words[random.Next(words.Length)]},{label}\n";
        }));
    }
}
