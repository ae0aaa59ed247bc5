namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Fuse: joins all tokens into one.</summary>
internal sealed class FuseDecoder : IDecoder
{
    public List<string> Decode(List<string> tokens) => [string.Concat(tokens)];
}
