namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>A step from tokens back to text.</summary>
internal interface IDecoder
{
    /// <summary>The tokens rewritten; what the last step leaves is joined without spaces.</summary>
    List<string> Decode(List<string> tokens);
}
