namespace FineTuneTrainer.Core.Tokenizers.Pipeline;

/// <summary>Rewrites a stretch of text before it is cut into words.</summary>
internal interface INormalizer
{
    /// <summary>Writes the normalized text into the empty <paramref name="to"/>; false where nothing changes, and then nothing is written.</summary>
    bool Normalize(MappedText from, MappedText to);
}
