namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>Cuts one piece of text into stretches of it.</summary>
internal interface ICutter
{
    /// <summary>Adds the parts of <paramref name="text"/>, which begins at <paramref name="at"/> in the whole; empty parts are left out.</summary>
    void Cut(ReadOnlySpan<char> text, int at, List<Piece> parts);
}
