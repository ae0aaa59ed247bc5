namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>BPEDecoder: the mark of a word's end becomes a space, and nothing in the last token.</summary>
internal sealed class BpeDecoder(string suffix) : IDecoder
{
    public List<string> Decode(List<string> tokens) =>
        suffix.Length == 0 ? tokens : [.. tokens.Select((token, i) => token.Replace(suffix, i == tokens.Count - 1 ? "" : " ", StringComparison.Ordinal))];
}
