namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>A token that is found in the text as a whole, before or after it is normalized.</summary>
internal sealed record AddedToken(int Id, string Content, bool SingleWord, bool StripsLeft, bool StripsRight, bool Normalized)
{
    /// <summary>A special token as BERT declares it: exact, and found in the raw text.</summary>
    public static AddedToken Special(int id, string content) => new(id, content, false, false, false, false);
}
