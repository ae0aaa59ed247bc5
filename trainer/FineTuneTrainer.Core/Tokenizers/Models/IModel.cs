namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>Cuts one piece of text into tokens of a vocabulary. It keeps nothing between calls, so that threads may share it.</summary>
internal interface IModel
{
    Vocabulary Vocabulary { get; }

    /// <summary>How much from the beginning of a piece can be cut alone without changing the tokens of the whole; all of it by default.</summary>
    int PartLength(ReadOnlySpan<char> piece) => piece.Length;

    /// <summary>Appends the tokens of a piece, which is not empty.</summary>
    void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens);
}
