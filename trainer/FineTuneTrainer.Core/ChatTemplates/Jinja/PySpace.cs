namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>White space as Python's texts know it: Unicode's, and the four separators of ASCII.</summary>
internal static class PySpace
{
    public static bool IsSpace(int point) => point is >= 0x1C and <= 0x1F || (point < 0x10000 && char.IsWhiteSpace((char)point));
}
