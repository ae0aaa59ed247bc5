namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Metaspace: marks become spaces; those of the first token vanish if one may have been put there.</summary>
internal sealed class MetaspaceDecoder(char mark, bool dropsFirst) : IDecoder
{
    public List<string> Decode(List<string> tokens) =>
        [.. tokens.Select((token, i) => token.Replace(mark.ToString(), i == 0 && dropsFirst ? "" : " ", StringComparison.Ordinal))];
}
