namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>A found stretch, and where the search goes on: behind an empty match one character later.</summary>
internal readonly record struct Match(int Start, int End, int Next)
{
    /// <summary>A match in a text.</summary>
    public static Match Of(ReadOnlySpan<char> text, int start, int end) =>
        new(start, end, end > start ? end : end < text.Length && char.IsHighSurrogate(text[end]) ? end + 2 : end + 1);
}
