namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Finds something in a text: a fixed string, or what a regular expression describes.</summary>
internal interface IPattern
{
    /// <summary>The first match that begins at or behind <paramref name="from"/>.</summary>
    bool Find(ReadOnlySpan<char> text, int from, out Match match);
}
