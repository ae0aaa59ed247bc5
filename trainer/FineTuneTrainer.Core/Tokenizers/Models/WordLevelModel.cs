namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>WordLevel: a piece is a word of the vocabulary or unknown.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string unknownToken) : IModel
{
    public Vocabulary Vocabulary => vocabulary;

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        int id = vocabulary.IdOf(piece);
        tokens.Add(new ModelToken(id >= 0 ? id : vocabulary.Required(unknownToken, "unknown token"), 0, piece.Length));
    }
}
