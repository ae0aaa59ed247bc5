using System.Net;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;
using Microsoft.Extensions.Logging;

namespace DevCluster.Pods.Scheduling;

/// <summary>Binds waiting pods to nodes and says on the others why they wait.</summary>
internal sealed class Scheduler : IDisposable
{
    private const string Name = "default-scheduler";

    private readonly ClusterClient _client;
    private readonly ObjectCache _pods;
    private readonly ObjectCache _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventWriter _events;
    private readonly Signal _changed = new();

    public Scheduler(ClusterClient client, ObjectCache pods, ObjectCache nodes, TimeProvider time, ILogger logger)
    {
        _client = client;
        _pods = pods;
        _nodes = nodes;
        _time = time;
        _logger = logger;
        _events = new EventWriter(client, time, Name);
        pods.Notify(_changed);
        nodes.Notify(_changed);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await _changed.WaitAsync(TimeSpan.FromSeconds(5), ct);
            foreach (JsonObject pod in _pods.Items.Where(Waits).OrderBy(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal))
                await Guard.RunAsync(_logger, pod, () => PlaceAsync(pod, ct));
        }
    }

    public void Dispose() => _changed.Dispose();

    private static bool Waits(JsonObject pod)
        => pod.Node() is null && !pod.IsDying() && !pod.IsTerminal() && (pod.Text("spec", "schedulerName") ?? Name) == Name && !pod.Items("spec", "schedulingGates").Any();

    private async Task PlaceAsync(JsonObject pod, CancellationToken ct)
    {
        var place = Placement.Of(pod, _nodes.Items, _pods.Items);
        if (place.Node is null)
        {
            await SayWhyAsync(pod, place.Message, ct);
            return;
        }

        JsonObject binding = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["name"] = pod.Name() },
            ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = place.Node },
        };
        // The condition first: from the binding on, the status is the runner's.
        await WriteConditionAsync(pod, new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }, ct);
        await _client.CreateAsync($"{Paths.Pod(pod.Namespace(), pod.Name())}/binding", binding, ct);
        _pods.Put(await _client.FindAsync(Paths.Pod(pod.Namespace(), pod.Name()), ct));
        await _events.WriteNewAsync(pod, "Pod", "Normal", "Scheduled", "Binding", $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {place.Node}", ct);
    }

    private async Task SayWhyAsync(JsonObject pod, string message, CancellationToken ct)
    {
        if (pod.Condition("PodScheduled").Text("message") == message) return;
        JsonObject condition = new()
        {
            ["type"] = "PodScheduled",
            ["observedGeneration"] = pod.Number("metadata", "generation") ?? 1,
            ["status"] = "False",
            ["reason"] = "Unschedulable",
            ["message"] = message,
        };
        await WriteConditionAsync(pod, condition, ct);
        await _events.WriteNewAsync(pod, "Pod", "Warning", "FailedScheduling", "Scheduling", message, ct);
    }

    private async Task WriteConditionAsync(JsonObject pod, JsonObject condition, CancellationToken ct)
    {
        JsonObject live = await _client.FindAsync(Paths.Pod(pod.Namespace(), pod.Name()), ct)
            ?? throw new ClusterException(HttpStatusCode.NotFound, $"pod {pod.Name()} is gone");
        condition["lastProbeTime"] = null;
        condition["lastTransitionTime"] = _time.GetUtcNow().Stamp();
        JsonArray conditions = [condition, .. live.Items("status", "conditions").Where(one => one.Text("type") != "PodScheduled").Select(one => one.DeepClone())];
        JsonObject wanted = live.Copy();
        wanted["status"]!["conditions"] = conditions;
        _pods.Put(await _client.PutAsync($"{Paths.Pod(pod.Namespace(), pod.Name())}/status", wanted, ct));
    }
}
