using Polly;
using Polly.Retry;

namespace FineTune.Storage.S3;

/// <summary>Tries again, with jitter, what failed because the store is unavailable.</summary>
internal sealed class Retry(StoreOptions options)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    private readonly ResiliencePipeline _pipeline = options.Retries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StorageException>(e => e.Failure == StorageFailure.Unavailable),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.Delay,
            MaxDelay = LongestDelay,
        })
        .Build();

    /// <summary>Runs <paramref name="work"/>, which is told how many tries went before.</summary>
    public async Task<T> RunAsync<T>(Func<int, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        int tries = 0;
        return await _pipeline.ExecuteAsync(async token => await work(tries++, token), ct);
    }
}
