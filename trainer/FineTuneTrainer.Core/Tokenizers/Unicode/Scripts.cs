namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>Unicode's scripts by name.</summary>
internal static class Scripts
{
    private static readonly Lazy<Dictionary<string, List<(int First, int Last)>>> Table = new(Read);

    /// <summary>The names in a fixed order.</summary>
    public static IReadOnlyList<string> Names => [.. Table.Value.Keys];

    /// <summary>A script's ranges, or null where no script has this name.</summary>
    public static IReadOnlyList<(int First, int Last)>? Ranges(string name) => Table.Value.GetValueOrDefault(name);

    private static Dictionary<string, List<(int First, int Last)>> Read()
    {
        var scripts = new Dictionary<string, List<(int, int)>>(StringComparer.OrdinalIgnoreCase);
        string name = "";
        foreach (string word in ScriptTable.Text.Split(' '))
        {
            // Only names hold small letters.
            if (word.Any(char.IsAsciiLetterLower))
            {
                name = word;
                scripts[name] = [];
                continue;
            }

            string[] ends = word.Split('-');
            scripts[name].Add((CodePointSet.Hex(ends[0]), CodePointSet.Hex(ends[^1])));
        }

        return scripts;
    }
}
