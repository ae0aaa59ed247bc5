namespace KubeOps.Operator;

/// <summary>How long to wait before the next attempt: two to thirty-two seconds, and up to one more by chance.</summary>
internal static class RetryBackoff
{
    private const uint MaxDoublings = 5;

    public static TimeSpan GetDelay(uint failures) =>
        TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, MaxDoublings))) + TimeSpan.FromMilliseconds(Random.Shared.Next(1000));
}
