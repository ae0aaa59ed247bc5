using System.Diagnostics;
using System.Text.Json.Nodes;
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

    /// <summary>Waits until an attempt's pod runs.</summary>
    public async Task<V1Pod> RunningAsync(string name, int epoch = 1)
    {
        V1Pod? found = null;
        await Poll.UntilAsync($"attempt {epoch} of {name} to run", Patience, async () =>
        {
            found = (await OfAsync(name)).SingleOrDefault(pod => pod.Labels()[PodNames.EpochLabel] == $"{epoch}" && pod.Status?.Phase == "Running");
            return found is not null;
        }, TestContext.Current.CancellationToken);
        return found!;
    }

    /// <summary>Waits until the trainer of an attempt has logged a step, and gives its pod.</summary>
    public async Task<V1Pod> StepAsync(string name, int step, int epoch = 1)
    {
        var pod = await RunningAsync(name, epoch);
        await using var stream = await cluster.Client.CoreV1.ReadNamespacedPodLogAsync(pod.Name(), pod.Namespace(), follow: true, cancellationToken: TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (StepOf(line) >= step)
                return pod;
        }

        Assert.Fail($"{pod.Name()} ended before step {step}");
        return pod;
    }

    /// <summary>The trainer process of a pod.</summary>
    public int ProcessOf(V1Pod pod)
    {
        var file = Directory.EnumerateFiles(Path.Combine(cluster.Folder, "data", "pods", pod.Uid(), "containers"), "pid", SearchOption.AllDirectories).Single();
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

    /// <summary>Waits until nothing of a job is left: no object that it owned, no process.</summary>
    public Task GoneAsync(string name, params int[] processes) => Poll.UntilAsync($"everything of {name} to be gone", Patience, async () =>
        !await OwnsAnythingAsync(name) && !processes.Any(Lives), TestContext.Current.CancellationToken);

    /// <summary>Whether the cluster still has an object that was made for a job.</summary>
    public async Task<bool> OwnsAnythingAsync(string name)
    {
        var label = $"{PodNames.JobLabel}={name}";
        var cancellation = TestContext.Current.CancellationToken;
        return (await JobsOfAsync(name)).Count > 0
            || (await OfAsync(name)).Count > 0
            || (await cluster.Client.CoreV1.ListNamespacedConfigMapAsync(SampleObjects.Namespace, labelSelector: label, cancellationToken: cancellation)).Items.Count > 0
            || (await cluster.Client.AppsV1.ListNamespacedControllerRevisionAsync(SampleObjects.Namespace, labelSelector: label, cancellationToken: cancellation)).Items.Count > 0
            || (await cluster.Client.NetworkingV1.ListNamespacedNetworkPolicyAsync(SampleObjects.Namespace, labelSelector: label, cancellationToken: cancellation)).Items.Count > 0;
    }

    // Step lines alone have both: {"step":20,"totalSteps":240,...}.
    private static int StepOf(string line) =>
        line.StartsWith('{') && JsonNode.Parse(line) is JsonObject json && json["totalSteps"] is not null ? json["step"]!.GetValue<int>() : 0;
}
