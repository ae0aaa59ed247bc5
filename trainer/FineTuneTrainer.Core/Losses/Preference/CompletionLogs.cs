using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses.Preference;

/// <summary>
/// The log-probabilities of completions: <paramref name="PerToken"/> (row, token), 0 outside of the completion, and <paramref name="Tokens"/> (row), how
/// many tokens each completion has.
/// </summary>
public sealed record CompletionLogs(Tensor PerToken, Tensor Tokens)
{
    /// <summary>Each completion's log-probability (row).</summary>
    public Tensor Sum => PerToken.sum(1);

    /// <summary>Each completion's mean log-probability a token (row).</summary>
    public Tensor Mean => Sum / Tokens;

    /// <summary>The negative log-likelihood over all tokens.</summary>
    public LossTerm NegativeLogLikelihood => new(-PerToken.sum(), Tokens.sum().to(ScalarType.Float64).item<double>());

    /// <summary>From logits (row, token, vocabulary) and labels (row, token), -100 outside of the completion; position t predicts label t + 1.</summary>
    public static CompletionLogs Of(Tensor logits, Tensor labels)
    {
        (Tensor before, Tensor next) = Labels.Shifted(logits, labels);
        Tensor present = Labels.Present(next);
        Tensor log = F.log_softmax(before, -1).gather(2, next.clamp(min: 0).unsqueeze(2)).squeeze(2);
        return new CompletionLogs(log * present.to(log.dtype), present.sum(1).to(log.dtype));
    }

    /// <summary>These rows.</summary>
    public CompletionLogs Rows(long start, long count) => new(PerToken.narrow(0, start, count), Tokens.narrow(0, start, count));
}
