using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FineTune.Demo.Harness;
using k8s;
using k8s.Models;

namespace FineTune.Bench;

/// <summary>200 FineTuneJobs at once: from each apply's first byte to the child Job's event in a watch. No node can hold the pods, so nothing else runs.</summary>
internal static class OperatorBurst
{
    private const int Count = 200;
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task PrintAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            await using var cluster = await Cluster.StartAsync(folder.FullName, ClusterOptions.Default, CancellationToken.None);
            await cluster.PrepareAsync(CancellationToken.None);
            await cluster.Objects.ApplyAsync(await RuntimeAsync(cluster.File), CancellationToken.None);
            var manifest = await File.ReadAllTextAsync(Repository.Path("config", "samples", "intents-lora.yaml"));
            var idle = Memory(cluster.OperatorId, "VmRSS");
            var (applied, born, seconds) = await BurstAsync(cluster, manifest);
            var waits = born.Select(pair => (pair.Value - applied[pair.Key]).TotalMilliseconds).Order().ToArray();
            output.WriteLine("| operator | value |");
            output.WriteLine("|---|---|");
            output.WriteLine($"| jobs, applied {AtOnce} at once | {Count} |");
            output.WriteLine($"| apply to child Job, p50 | {waits[Count / 2]:0} ms |");
            output.WriteLine($"| apply to child Job, p99 | {waits[Count * 99 / 100]:0} ms |");
            output.WriteLine($"| first apply to last child Job | {seconds:0.0} s |");
            output.WriteLine($"| operator RSS, idle | {idle:0} MB |");
            output.WriteLine($"| operator RSS, after the burst | {Memory(cluster.OperatorId, "VmRSS"):0} MB |");
            output.WriteLine($"| operator RSS, peak | {Memory(cluster.OperatorId, "VmHWM"):0} MB |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(ConcurrentDictionary<string, DateTime> Applied, Dictionary<string, DateTime> Born, double Seconds)> BurstAsync(Cluster cluster, string manifest)
    {
        using var late = new CancellationTokenSource(Patience);
        var applied = new ConcurrentDictionary<string, DateTime>();
        var watch = Stopwatch.StartNew();
        var watching = WatchAsync(cluster, late.Token);
        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = late.Token }, async (i, cancellationToken) =>
        {
            var name = $"burst-{i:000}";
            applied[name] = DateTime.UtcNow;
            await cluster.Objects.ApplyAsync(manifest.Replace("intents-lora", name, StringComparison.Ordinal).Replace("name: cpu", "name: burst", StringComparison.Ordinal), cancellationToken);
        });
        return (applied, await watching, watch.Elapsed.TotalSeconds);
    }

    private static async Task<Dictionary<string, DateTime>> WatchAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        var born = new Dictionary<string, DateTime>();
        var events = cluster.Client.BatchV1.WatchListNamespacedJobAsync(SampleObjects.Namespace, cancellationToken: cancellationToken);
        await foreach (var (type, job) in events)
        {
            var owner = job.OwnerReferences()?.FirstOrDefault(reference => reference.Kind == "FineTuneJob")?.Name;
            if (type == WatchEventType.Added && owner is not null && born.TryAdd(owner, DateTime.UtcNow) && born.Count == Count)
                break;
        }

        return born;
    }

    private static async Task<string> RuntimeAsync(ClusterFile cluster) =>
        (await File.ReadAllTextAsync(Repository.Path("config", "samples", "runtime-cpu.yaml")))
            .Replace("name: cpu\nspec", "name: burst\nspec", StringComparison.Ordinal)
            .Replace("cpu: \"1\"", "cpu: \"1000\"", StringComparison.Ordinal)
            .Replace("http://minio.storage.svc:9000", cluster.S3Endpoint, StringComparison.Ordinal);

    private static double Memory(int process, string line)
    {
        var text = File.ReadLines($"/proc/{process}/status").First(row => row.StartsWith(line, StringComparison.Ordinal));
        return double.Parse(text.Split(' ', '\t').First(part => part.Length > 0 && char.IsDigit(part[0])), CultureInfo.InvariantCulture) / 1000;
    }
}
