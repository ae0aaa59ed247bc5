using System.CommandLine;
using System.Diagnostics;
using DevCluster.State;

namespace DevCluster.Verbs;

/// <summary><c>down --dir DIR</c>: stops the cluster of a folder and its pods; the objects stay.</summary>
internal static class DownVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private static readonly Option<DirectoryInfo> Dir = new("--dir") { Description = "The cluster's folder.", Required = true };

    public static Command Command()
    {
        Command command = new("down", "Stop the cluster of a folder.") { Dir };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        ClusterFolder folder = new(parsed.GetRequiredValue(Dir).FullName);
        if (ClusterFile.OfRunning(folder) is not { } running)
        {
            Console.WriteLine($"no cluster runs in {folder.Root}");
            return 0;
        }

        Signal("-TERM", running.Pid);
        var waited = Stopwatch.StartNew();
        while (ClusterFile.IsOurs(running.Pid))
        {
            if (waited.Elapsed > Patience)
            {
                Signal("-KILL", running.Pid);
                Console.Error.WriteLine("devcluster: the cluster did not stop by itself and was killed");
                return 1;
            }

            await Task.Delay(Step, ct);
        }

        Console.WriteLine("The cluster is down.");
        return 0;
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString()]);
        kill.WaitForExit();
    }
}
