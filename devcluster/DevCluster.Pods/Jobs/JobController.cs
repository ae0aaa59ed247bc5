using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;
using Microsoft.Extensions.Logging;

namespace DevCluster.Pods.Jobs;

/// <summary>Carries out what JobRules decide, whenever a Job or a pod changes.</summary>
internal sealed class JobController : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(500);

    private readonly ClusterClient _client;
    private readonly ObjectCache _jobs;
    private readonly ObjectCache _pods;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventWriter _events;
    private readonly Signal _changed = new();

    public JobController(ClusterClient client, ObjectCache jobs, ObjectCache pods, TimeProvider time, ILogger logger)
    {
        _client = client;
        _jobs = jobs;
        _pods = pods;
        _time = time;
        _logger = logger;
        _events = new EventWriter(client, time, "job-controller");
        jobs.Notify(_changed);
        pods.Notify(_changed);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        await Task.WhenAll(_jobs.Filled.Task, _pods.Filled.Task).WaitAsync(ct);
        while (!ct.IsCancellationRequested)
        {
            DateTimeOffset? wake = await LookAtAllAsync(ct);
            TimeSpan wait = wake is null ? Longest : wake.Value - _time.GetUtcNow();
            await _changed.WaitAsync(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait, ct);
        }
    }

    public void Dispose() => _changed.Dispose();

    private async Task<DateTimeOffset?> LookAtAllAsync(CancellationToken ct)
    {
        ILookup<string?, JsonObject> pods = _pods.Items.ToLookup(pod => pod.ControllerUid());
        List<JsonObject> jobs = _jobs.Items;
        DateTimeOffset? wake = null;
        foreach (JsonObject job in jobs)
        {
            DateTimeOffset? next = null;
            bool done = await Guard.RunAsync(_logger, job, async () =>
                next = await ActAsync(job, JobRules.Decide(new JobFacts(job, [.. pods[job.Uid()]], _time.GetUtcNow())), ct));
            if (!done) next = _time.GetUtcNow() + Retry;
            if (wake is null || next < wake) wake = next ?? wake;
        }

        HashSet<string> uids = [.. jobs.Select(job => job.Uid())];
        foreach (JsonObject pod in _pods.Items.Where(pod => pod.IsTracked() && !uids.Contains(pod.ControllerUid() ?? "")))
            if (!await Guard.RunAsync(_logger, pod, () => ReleaseOrphanAsync(pod, ct))) wake = _time.GetUtcNow() + Retry;
        return wake;
    }

    private async Task<DateTimeOffset?> ActAsync(JsonObject job, JobDecision decision, CancellationToken ct)
    {
        foreach (JsonObject pod in decision.Drop) await ReleaseAsync(pod, ct);
        foreach (JsonObject pod in decision.Drop.Concat(decision.Delete)) _pods.Put(await _client.DeleteAsync(Paths.Pod(pod.Namespace(), pod.Name()), null, ct));
        foreach (int? index in decision.Create)
        {
            JsonObject pod = await _client.CreateAsync(Paths.PodsOf(job.Namespace()), PodTemplate.Of(job, index), ct);
            _pods.Put(pod);
            await SayAsync(job, "Normal", "SuccessfulCreate", $"Created pod: {pod.Name()}", ct);
        }

        await WriteStatusAsync(job, decision.Status, ct);
        foreach (JsonObject pod in decision.Release.Where(pod => pod.IsTracked())) await ReleaseAsync(pod, ct);
        if (decision.DeleteJob)
            await _client.DeleteAsync(Paths.Job(job.Namespace(), job.Name()), new JsonObject { ["propagationPolicy"] = "Foreground" }, ct);
        return decision.WakeAt;
    }

    private async Task WriteStatusAsync(JsonObject job, JsonObject? status, CancellationToken ct)
    {
        if (status is null || JsonNode.DeepEquals(status, job["status"])) return;
        JsonObject wanted = job.Copy();
        wanted["status"] = status.DeepClone();
        JsonObject? written = await _client.PutAsync($"{Paths.Job(job.Namespace(), job.Name())}/status", wanted, ct);
        if (written is null) return;
        _jobs.Put(written);
        foreach ((string type, string reason, string message) in JobEvents.Between(job, written)) await SayAsync(job, type, reason, message, ct);
    }

    /// <summary>The tracking finalizer of a pod whose Job does not exist is nobody's but ours to remove.</summary>
    private async Task ReleaseOrphanAsync(JsonObject pod, CancellationToken ct)
    {
        // The Job may be newer than the view of Jobs.
        string? name = pod.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Is("controller")).Text("name");
        JsonObject? job = name is null ? null : await _client.FindAsync(Paths.Job(pod.Namespace(), name), ct);
        if (job is null || job.Uid() != pod.ControllerUid()) await ReleaseAsync(pod, ct);
    }

    private async Task ReleaseAsync(JsonObject pod, CancellationToken ct)
    {
        JsonArray left = [.. pod.Texts("metadata", "finalizers").Where(one => one != PodReading.TrackingFinalizer)];
        JsonObject patch = new() { ["metadata"] = new JsonObject { ["finalizers"] = left.Count == 0 ? null : left } };
        _pods.Put(await _client.PatchAsync(Paths.Pod(pod.Namespace(), pod.Name()), patch, ct));
    }

    private Task SayAsync(JsonObject job, string type, string reason, string message, CancellationToken ct)
        => _events.WriteAsync(job, "Job", "batch/v1", type, reason, message, ct);
}
