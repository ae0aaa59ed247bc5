namespace FineTuneTrainer.Core.Metrics;

/// <summary>Perplexity over tokens: every token counts once, whatever its batch; means of batches would not add up.</summary>
public sealed class Perplexity
{
    private double _negativeLogLikelihood;

    /// <summary>How many tokens were counted.</summary>
    public long Tokens { get; private set; }

    /// <summary>The mean negative log-likelihood of a token, in nats; NaN without tokens.</summary>
    public double MeanNegativeLogLikelihood => Tokens == 0 ? double.NaN : _negativeLogLikelihood / Tokens;

    /// <summary>exp of the mean negative log-likelihood.</summary>
    public double Value => Math.Exp(MeanNegativeLogLikelihood);

    /// <summary>The mean negative log-likelihood in bits.</summary>
    public double BitsPerToken => MeanNegativeLogLikelihood / Math.Log(2);

    /// <summary>Counts tokens with the sum of their negative log-likelihoods.</summary>
    public void Add(double negativeLogLikelihood, long tokens)
    {
        _negativeLogLikelihood += negativeLogLikelihood;
        Tokens += tokens;
    }
}
