namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>WordPiece: joins the pieces of words, and puts a space before every new word.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleansUp) : IDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select((token, i) =>
    {
        string text = i == 0 ? token : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
        return cleansUp ? CleanUp.Of(text) : text;
    })];
}
