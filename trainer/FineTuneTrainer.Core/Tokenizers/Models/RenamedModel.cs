namespace FineTuneTrainer.Core.Tokenizers.Models;

/// <summary>A model whose pieces have their ids in another vocabulary; what that does not know is its unknown token.</summary>
internal sealed class RenamedModel(IModel model, Vocabulary vocabulary, int unknown) : IModel
{
    public Vocabulary Vocabulary => vocabulary;

    public int PartLength(ReadOnlySpan<char> piece) => model.PartLength(piece);

    public void Tokenize(ReadOnlySpan<char> piece, List<ModelToken> tokens)
    {
        int before = tokens.Count;
        model.Tokenize(piece, tokens);
        for (int i = before; i < tokens.Count; i++)
        {
            // The text itself, so that an unknown piece is looked up by what stands there.
            int id = vocabulary.IdOf(piece[tokens[i].Start..tokens[i].End]);
            tokens[i] = tokens[i] with { Id = id >= 0 ? id : unknown };
        }
    }
}
