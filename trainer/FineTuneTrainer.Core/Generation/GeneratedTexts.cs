namespace FineTuneTrainer.Core.Generation;

/// <summary>What was generated.</summary>
/// <param name="Sequences">Rows of one length: the prompt with its padding (for an encoder-decoder the start token), the new tokens, then fill; several a prompt lie together.</param>
/// <param name="Scores">Each row's sum of log-probabilities over its length to the penalty's power; of a beam search only.</param>
/// <param name="PromptLength">How many tokens of each row are the prompt.</param>
/// <param name="Lengths">How many of each row's tokens are new, the one that ended it included.</param>
public sealed record GeneratedTexts(IReadOnlyList<long[]> Sequences, IReadOnlyList<float>? Scores, int PromptLength, IReadOnlyList<int> Lengths)
{
    /// <summary>A row's new tokens, without fill.</summary>
    public ReadOnlySpan<long> NewTokens(int row) => Sequences[row].AsSpan(PromptLength, Lengths[row]);
}
