using System.Diagnostics;
using FineTune.Demo.Harness;

namespace FineTune.Demo;

/// <summary><c>make down</c>: stops what <c>make up</c> started, also when that was killed; the objects and buckets stay.</summary>
internal static class Down
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var owner = FolderOwner.Of(folder);
        if (owner is { } process)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{process}"]))
                await kill.WaitForExitAsync(cancellationToken);
            await Poll.UntilAsync($"process {process} to end", Patience, () => Task.FromResult(FolderOwner.Of(folder) is null), cancellationToken);
        }

        var left = await OwnProcesses.StopAsync(folder, cancellationToken);
        Console.WriteLine((owner, left) switch
        {
            (null, 0) => "Nothing is running.",
            (_, 0) => "The cluster is down.",
            _ => $"The cluster is down; {left} processes had been left behind.",
        });
        return 0;
    }
}
