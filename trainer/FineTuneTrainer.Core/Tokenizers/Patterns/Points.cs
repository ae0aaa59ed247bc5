namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Code points in well-formed UTF-16.</summary>
internal static class Points
{
    public static int At(ReadOnlySpan<char> text, int at, out int units)
    {
        char c = text[at];
        units = 1;
        if (!char.IsHighSurrogate(c) || at + 1 >= text.Length) return c;
        units = 2;
        return char.ConvertToUtf32(c, text[at + 1]);
    }

    /// <summary>How many units the character before a place takes.</summary>
    public static int UnitsBefore(ReadOnlySpan<char> text, int at) => at > 1 && char.IsLowSurrogate(text[at - 1]) ? 2 : 1;
}
