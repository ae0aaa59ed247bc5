using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using DevCluster.Pods.Scheduling;
using DevCluster.State;
using Microsoft.Extensions.Logging;

namespace DevCluster.Verbs;

/// <summary><c>up --dir DIR --images FILE</c>: starts the cluster of a folder and runs until it is told to stop.</summary>
internal static class UpVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Option<DirectoryInfo> Dir = new("--dir") { Description = "The cluster's folder; its objects, buckets and secrets stay there.", Required = true };
    private static readonly Option<FileInfo> Images = new("--images") { Description = "What images run: {\"image\": {\"command\": [\"/path/prog\", \"arg\"]}}.", Required = true };
    private static readonly Option<bool> Detach = new("--detach") { Description = "Return when the cluster answers and leave it running." };
    private static readonly Option<int> Nodes = new("--nodes") { Description = "How many fake nodes.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Gpus = new("--gpus") { Description = "How many nvidia.com/gpu each node says it has.", DefaultValueFactory = _ => 2 };

    public static Command Command()
    {
        Command command = new("up", "Start the cluster of a folder.") { Dir, Images, Detach, Nodes, Gpus };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        ClusterFolder folder = new(parsed.GetRequiredValue(Dir).FullName);
        string images = parsed.GetRequiredValue(Images).FullName;
        if (ClusterFile.OfRunning(folder) is { } running) return Complain($"a cluster already runs in {folder.Root} (process {running.Pid})");
        if (!File.Exists(images)) return Complain($"{images} does not exist");
        Directory.CreateDirectory(folder.Root);
        File.Delete(folder.ClusterFile);
        NodeSpec[] nodes = [.. Enumerable.Range(1, parsed.GetValue(Nodes)).Select(number => new NodeSpec($"devcluster-node-{number}") { Gpus = parsed.GetValue(Gpus) })];
        return parsed.GetValue(Detach) ? await StartDetachedAsync(folder, images, nodes, ct) : await StayAsync(folder, images, nodes, ct);
    }

    private static async Task<int> StayAsync(ClusterFolder folder, string images, NodeSpec[] nodes, CancellationToken ct)
    {
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }

        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
        await using (await RunningCluster.StartAsync(folder, images, nodes, logging, ct))
        {
            Say(folder);
            await stop.Task;
            Console.WriteLine("stopping: pods get their grace");
        }

        return 0;
    }

    /// <summary>The same program again, in a session of its own, with its output in the folder's log.</summary>
    private static async Task<int> StartDetachedAsync(ClusterFolder folder, string images, NodeSpec[] nodes, CancellationToken ct)
    {
        string[] words = ["up", "--dir", folder.Root, "--images", images, "--nodes", $"{nodes.Length}", "--gpus", $"{nodes.FirstOrDefault()?.Gpus ?? 0}"];
        ProcessStartInfo start = new("setsid");
        foreach (string word in (string[])["/bin/sh", "-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", folder.Log, Environment.ProcessPath!, .. words]) start.ArgumentList.Add(word);
        using Process process = Process.Start(start)!;
        var waited = Stopwatch.StartNew();
        while (ClusterFile.OfRunning(folder) is null)
        {
            if (process.HasExited || waited.Elapsed > Patience) return Complain($"the cluster did not start: see {folder.Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }

        Say(folder);
        return 0;
    }

    private static void Say(ClusterFolder folder)
    {
        ClusterFile file = ClusterFile.OfRunning(folder)!;
        Console.WriteLine($"""
            The cluster is up: API {file.ApiServer}, S3 {file.S3Endpoint}, process {file.Pid}.
              source {folder.Env}      # KUBECONFIG, S3_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY
              devcluster down --dir {folder.Root}
            """);
    }

    private static int Complain(string problem)
    {
        Console.Error.WriteLine($"devcluster: {problem}");
        return 1;
    }
}
