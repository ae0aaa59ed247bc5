using System.Diagnostics;

namespace KubeOps.Tests.Server;

/// <summary>Waits for what happens in its own time, and not forever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, $"Did not happen in {Deadline.TotalSeconds} seconds: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
