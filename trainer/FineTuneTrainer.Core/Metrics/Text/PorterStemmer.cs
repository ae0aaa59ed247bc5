namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Porter's stemmer (Program 14(3), 1980) with the extensions that NLTK adds to it: the one that ROUGE's implementations use. Takes lower case.</summary>
public static class PorterStemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["sky"] = "sky",
        ["skies"] = "sky",
        ["dying"] = "die",
        ["lying"] = "lie",
        ["tying"] = "tie",
        ["news"] = "news",
        ["innings"] = "inning",
        ["inning"] = "inning",
        ["outings"] = "outing",
        ["outing"] = "outing",
        ["cannings"] = "canning",
        ["canning"] = "canning",
        ["howe"] = "howe",
        ["proceed"] = "proceed",
        ["exceed"] = "exceed",
        ["succeed"] = "succeed",
    };

    // Suffix and what it becomes; the first suffix that a word ends in decides, and applies if the stem before it is long enough.
    private static readonly (string Suffix, string Replacement)[] Double =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"),
        ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"),
    ];

    private static readonly (string Suffix, string Replacement)[] Single =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Dropped =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <summary>The stem of a word.</summary>
    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out string? stem)) return stem;
        if (word.Length <= 2) return word;
        word = WithoutPlural(word);
        word = WithoutPast(word);
        word = YToI(word);
        word = Doubles(word);
        word = Rule(word, Single) ?? word;
        word = Drop(word);
        return LastE(word);
    }

    private static string WithoutPlural(string word)
    {
        if (Ends(word, "ies") && word.Length == 4) return word[..^1];
        if (Ends(word, "sses") || Ends(word, "ies")) return word[..^2];
        return Ends(word, "s") && !Ends(word, "ss") ? word[..^1] : word;
    }

    private static string WithoutPast(string word)
    {
        if (Ends(word, "ied")) return word.Length == 4 ? word[..^1] : word[..^2];
        if (Ends(word, "eed")) return Measure(word[..^3]) > 0 ? word[..^1] : word;
        int cut = Ends(word, "ed") ? 2 : Ends(word, "ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(word[..^cut])) return word;
        return Repaired(word[..^cut]);
    }

    // What -ed and -ing leave may lack an e or end in a doubled letter.
    private static string Repaired(string stem)
    {
        if (Ends(stem, "at") || Ends(stem, "bl") || Ends(stem, "iz")) return stem + "e";
        if (EndsInDouble(stem)) return stem[^1] is 'l' or 's' or 'z' ? stem : stem[..^1];
        return Measure(stem) == 1 && EndsShort(stem) ? stem + "e" : stem;
    }

    private static string YToI(string word) =>
        Ends(word, "y") && word.Length > 2 && IsConsonant(word, word.Length - 2) ? word[..^1] + "i" : word;

    private static string Doubles(string word)
    {
        if (Ends(word, "alli") && Measure(word[..^4]) > 0) return Doubles(word[..^2]);
        if (Rule(word, Double) is { } ruled) return ruled;

        // The l of -logi counts as a part of the stem.
        return Ends(word, "logi") && Measure(word[..^3]) > 0 ? word[..^1] : word;
    }

    private static string? Rule(string word, (string Suffix, string Replacement)[] rules)
    {
        foreach ((string suffix, string replacement) in rules)
        {
            if (!Ends(word, suffix)) continue;
            string stem = word[..^suffix.Length];
            return Measure(stem) > 0 ? stem + replacement : word;
        }

        return null;
    }

    private static string Drop(string word)
    {
        string? suffix = Dropped.FirstOrDefault(s => Ends(word, s));
        if (suffix is null) return word;
        string stem = word[..^suffix.Length];
        bool applies = Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't');
        return applies ? stem : word;
    }

    private static string LastE(string word)
    {
        if (Ends(word, "e"))
        {
            string stem = word[..^1];
            int measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsShort(stem))) word = stem;
        }

        return Ends(word, "ll") && Measure(word[..^1]) > 1 ? word[..^1] : word;
    }

    private static bool Ends(string word, string suffix) => word.EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsConsonant(string word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(word, i - 1),
        _ => true,
    };

    // How often a vowel is followed by a consonant.
    private static int Measure(string stem)
    {
        int count = 0;
        for (int i = 1; i < stem.Length; i++)
        {
            if (IsConsonant(stem, i) && !IsConsonant(stem, i - 1)) count++;
        }

        return count;
    }

    private static bool HasVowel(string stem) => Enumerable.Range(0, stem.Length).Any(i => !IsConsonant(stem, i));

    private static bool EndsInDouble(string word) => word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    // Consonant, vowel, consonant other than w, x, y; or a word of vowel and consonant.
    private static bool EndsShort(string word) => word.Length switch
    {
        2 => !IsConsonant(word, 0) && IsConsonant(word, 1),
        >= 3 => IsConsonant(word, word.Length - 3) && !IsConsonant(word, word.Length - 2) && IsConsonant(word, word.Length - 1) && word[^1] is not ('w' or 'x' or 'y'),
        _ => false,
    };
}
