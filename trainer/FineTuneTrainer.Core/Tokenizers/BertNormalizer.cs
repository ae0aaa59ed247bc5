using System.Text;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>BERT's normalizer: cleans text, sets Chinese characters apart, strips accents, lowers case, each by its own switch and in this order.</summary>
internal sealed record BertNormalizer(bool CleanText, bool HandleChinese, bool StripAccents, bool Lowercase)
{
    public string Normalize(string text)
    {
        var spaced = new StringBuilder(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int c = rune.Value;
            if (CleanText && BertCharacters.IsRemovedByCleaning(c)) continue;
            if (CleanText && BertCharacters.IsWhiteSpace(c)) spaced.Append(' ');
            else if (HandleChinese && BertCharacters.IsChinese(c)) spaced.Append(' ').Append(rune).Append(' ');
            else spaced.Append(rune);
        }

        string result = spaced.ToString();
        if (StripAccents) result = BaseCharacters.Of(result);
        return Lowercase ? Lower(result) : result;
    }

    /// <summary>Lower case character by character, without context: a final sigma is a common one, and the dotted I becomes two characters.</summary>
    public static string Lower(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == 0x130) result.Append("i\u0307");
            else result.Append(Lower(rune));
        }

        return result.ToString();
    }

    // Letters of Unicode 17, which .NET 10 does not know yet.
    private static Rune Lower(Rune rune) => rune.Value switch
    {
        0xA7CE or 0xA7D2 or 0xA7D4 => new Rune(rune.Value + 1),
        >= 0x16EA0 and <= 0x16EB8 => new Rune(rune.Value + 0x1B),
        _ => Rune.ToLowerInvariant(rune),
    };
}
