using System.Text.Json;
using FineTuneTrainer.Core.Metrics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics;

public sealed class PerplexityTests
{
    [Fact]
    public void Every_token_counts_once_whatever_its_batch()
    {
        JsonElement golden = Read("perplexity.json");
        var perplexity = new Perplexity();
        foreach (JsonElement batch in golden.GetProperty("log_probabilities").EnumerateArray())
        {
            double[] tokens = [.. batch.EnumerateArray().SelectMany(Numbers)];
            perplexity.Add(-tokens.Sum(), tokens.Length);
        }

        Assert.Equal(golden.GetProperty("tokens").GetInt64(), perplexity.Tokens);
        Close(Number(golden, "mean_nll"), perplexity.MeanNegativeLogLikelihood);
        Close(Number(golden, "perplexity"), perplexity.Value);
        Close(Number(golden, "bits_per_token"), perplexity.BitsPerToken);
        Assert.NotEqual(Number(golden, "from_mean_of_batch_means"), perplexity.Value, 1e-3);
    }

    [Fact]
    public void Without_tokens_there_is_none() => Assert.Equal(double.NaN, new Perplexity().Value);
}
