using System.Collections.Concurrent;
using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>The sets behind names: general categories, POSIX classes and scripts.</summary>
internal static class UnicodeProperty
{
    // In the order of UnicodeCategory.
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = "L",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Other"] = "C",
        ["punct"] = "P",
        ["digit"] = "Nd",
        ["upper"] = "Lu",
        ["lower"] = "Ll",
    };

    private static readonly ConcurrentDictionary<string, CodePointSet?> Known = new(StringComparer.Ordinal);

    /// <summary>The set behind <c>\s</c>, <c>\d</c>, <c>\w</c> or <c>\h</c>; null for other letters.</summary>
    public static CodePointSet? Shorthand(char letter) => letter switch
    {
        's' => Copy(Characters.WhiteSpace),
        'd' => Named("Nd"),
        'w' => Copy(Characters.RegexWord),
        'h' => new CodePointSet("30-39 41-46 61-66"),
        _ => null,
    };

    /// <summary>The set behind a name, or null where nobody has this name.</summary>
    public static CodePointSet? Named(string name) => Known.GetOrAdd(name, Find) is { } set ? Copy(set) : null;

    private static CodePointSet? Find(string name)
    {
        string key = Aliases.GetValueOrDefault(name, name);
        switch (key.ToLowerInvariant())
        {
            case "space":
                return Characters.WhiteSpace;
            case "word":
                return Characters.RegexWord;
        }

        int[] matching = [.. Enumerable.Range(0, Categories.Length).Where(i => Categories[i].StartsWith(key, StringComparison.Ordinal) && key.Length > 0)];
        if (matching.Length > 0) return Characters.Category(c => matching.Contains((int)c));
        if (Scripts.Ranges(name) is not { } ranges) return null;
        var set = new CodePointSet();
        foreach ((int first, int last) in ranges) set.AddRange(first, last);
        return set;
    }

    // Sets are changed while a class is read.
    private static CodePointSet Copy(CodePointSet set)
    {
        var copy = new CodePointSet();
        copy.UnionWith(set);
        return copy;
    }
}
