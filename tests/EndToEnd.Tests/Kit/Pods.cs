using System.Diagnostics;
using FineTune.Contract;
using FineTune.Demo.Harness;
using k8s;
using k8s.Models;

namespace EndToEnd.Tests.Kit;

/// <summary>The children of a job, and the processes behind them.</summary>
public sealed class Pods(Cluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The child Jobs of a FineTuneJob.</summary>
    public async Task<IList<V1Job>> JobsOfAsync(string name) =>
        (await cluster.Client.BatchV1.ListNamespacedJobAsync(SampleObjects.Namespace, labelSelector: $"{PodNames.JobLabel}={name}", cancellationToken: TestContext.Current.CancellationToken)).Items;

    /// <summary>The pods of a FineTuneJob.</summary>
    public async Task<IList<V1Pod>> OfAsync(string name) =>
        (await cluster.Client.CoreV1.ListNamespacedPodAsync(SampleObjects.Namespace, labelSelector: $"{PodNames.JobLabel}={name}", cancellationToken: TestContext.Current.CancellationToken)).Items;

    /// <summary>The log of a pod.</summary>
    public async Task<string> LogAsync(V1Pod pod)
    {
        await using var stream = await cluster.Client.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), pod.Namespace(), cancellationToken: TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until a pod's log holds a text, and gives the pod: what the trainer says is the earliest sign.</summary>
    public async Task<V1Pod> SaysAsync(string name, string text)
    {
        V1Pod? found = null;
        await Poll.UntilAsync($"a pod of {name} to say '{text}'", Patience, async () =>
        {
            foreach (var pod in await OfAsync(name))
            {
                if (pod.Status?.Phase == "Running" && (await LogAsync(pod)).Contains(text, StringComparison.Ordinal))
                    found = pod;
            }

            return found is not null;
        }, TestContext.Current.CancellationToken);
        return found!;
    }

    /// <summary>The trainer process of a pod.</summary>
    public int ProcessOf(V1Pod pod)
    {
        var file = Directory.EnumerateFiles(Path.Combine(cluster.Folder, "pods", pod.Uid(), "containers"), "pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadAllText(file));
    }

    /// <summary>Whether a process lives; a zombie does not.</summary>
    public static bool Lives(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Kills a process as the kernel does when memory is short.</summary>
    public static void Kill(int process)
    {
        using var found = Process.GetProcessById(process);
        found.Kill();
    }
}
