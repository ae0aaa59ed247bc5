namespace FineTune.Demo.Harness;

/// <summary>Waits for something to become true, with a deadline that says what it waited for.</summary>
public static class Poll
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until true.</summary>
    public static async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > patience)
                throw new TimeoutException($"waited {patience.TotalSeconds:0} s for {what}");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
