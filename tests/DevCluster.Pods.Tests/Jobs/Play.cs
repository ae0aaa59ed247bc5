using System.Text.Json.Nodes;
using DevCluster.Pods.Jobs;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Tests.Jobs;

/// <summary>Plays a Job without a server: every decision is carried out on objects in memory, and every status write is a row.</summary>
internal sealed class Play
{
    private readonly List<JsonObject> _pods = [];
    private int _made;

    public Play(string spec)
    {
        Job = JsonNode.Parse($$$"""{"metadata": {"name": "job", "namespace": "ns", "uid": "job-uid"}, "spec": {{{spec}}}, "status": {}}""")!.AsObject();
        Look();
    }

    public JsonObject Job { get; }

    public DateTimeOffset Now { get; private set; } = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);

    public List<string> Rows { get; } = [];

    public DateTimeOffset? WakeAt { get; private set; }

    public bool IsDeleted { get; private set; }

    public IReadOnlyList<JsonObject> Pods => _pods;

    public JsonObject Last => _pods[^1];

    /// <summary>The kubelet writes how a pod stands.</summary>
    public Play Pod(JsonObject pod, string phase, int exitCode = 0, string? condition = null)
    {
        JsonArray conditions = [];
        if (phase == "Running") conditions.Add(new JsonObject { ["type"] = "Ready", ["status"] = "True" });
        if (condition is not null) conditions.Add(new JsonObject { ["type"] = condition, ["status"] = "True" });
        JsonObject state = phase is "Running" ? [] : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["finishedAt"] = Now.Stamp() } };
        pod["status"] = new JsonObject { ["phase"] = phase, ["conditions"] = conditions, ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "main", ["state"] = state }) };
        return Look();
    }

    /// <summary>Somebody deletes a pod, gracefully.</summary>
    public Play Delete(JsonObject pod)
    {
        Mark(pod);
        return Look();
    }

    /// <summary>The kubelet has ended a deleted pod.</summary>
    public Play Gone(JsonObject pod)
    {
        pod["metadata"]!["deletionGracePeriodSeconds"] = 0;
        Sweep();
        return Look();
    }

    public Play Set(string field, JsonNode value)
    {
        Job["spec"]![field] = value;
        return Look();
    }

    public Play After(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return Look();
    }

    public Play Look()
    {
        for (int i = 0; i < 20; i++)
        {
            var decision = JobRules.Decide(new JobFacts(Job, [.. _pods.Select(pod => pod.Copy())], Now));
            WakeAt = decision.WakeAt;
            if (!Carry(decision)) return this;
        }

        throw new InvalidOperationException("the Job never comes to rest");
    }

    private bool Carry(JobDecision decision)
    {
        bool changed = decision.Create.Count + decision.Drop.Count + decision.Delete.Count > 0;
        foreach (JsonObject pod in decision.Drop.Concat(decision.Delete)) Mark(Mine(pod));
        foreach (JsonObject pod in decision.Drop) Release(Mine(pod));
        foreach (int? index in decision.Create) Make(index);
        if (decision.Status is { } status && !JsonNode.DeepEquals(status, Job["status"]))
        {
            Job["status"] = status.DeepClone();
            Rows.Add(Row(status));
            changed = true;
        }

        foreach (JsonObject pod in decision.Release.Select(Mine).Where(pod => pod.IsTracked()))
        {
            Release(pod);
            changed = true;
        }

        Sweep();
        IsDeleted |= decision.DeleteJob;
        return changed && !decision.DeleteJob;
    }

    private void Sweep() => _pods.RemoveAll(pod => pod.IsDying() && !pod.IsTracked() && pod.Number("metadata", "deletionGracePeriodSeconds") == 0);

    private void Make(int? index)
    {
        JsonObject pod = PodTemplate.Of(Job, index).Copy();
        pod["metadata"]!["name"] = $"{pod.Text("metadata", "generateName")}{++_made}";
        pod["metadata"]!["uid"] = $"pod-{_made}";
        pod["metadata"]!["creationTimestamp"] = Now.Stamp();
        pod["status"] = new JsonObject { ["phase"] = "Pending" };
        _pods.Add(pod);
    }

    private JsonObject Mine(JsonObject copy) => _pods.Single(pod => pod.Uid() == copy.Uid());

    private void Mark(JsonObject pod)
    {
        pod["metadata"]!["deletionTimestamp"] = Now.Stamp();
        pod["metadata"]!["deletionGracePeriodSeconds"] = 5;
    }

    private static void Release(JsonObject pod) => pod["metadata"]!["finalizers"] = new JsonArray();

    /// <summary>A row as JOBS.md of the recordings writes them: active ready terminating succeeded failed | uncounted | conditions.</summary>
    private static string Row(JsonObject status)
    {
        string Cell(string field) => status.Text(field) ?? "-";
        string uncounted = string.Join(' ', ((string[])["succeeded", "failed"]).Select(field => (field, status.Texts("uncountedTerminatedPods", field).Count())).Where(pair => pair.Item2 > 0).Select(pair => $"{pair.Item2} {pair.field}"));
        string conditions = string.Join("; ", status.Items("conditions").Select(one => $"{one.Text("type")}={one.Text("status")} {one.Text("reason")}"));
        return $"{Cell("active")} {Cell("ready")} {Cell("terminating")} {Cell("succeeded")} {Cell("failed")} | {uncounted} | {conditions}".Replace("|  |", "| - |").TrimEnd(' ', '|').TrimEnd();
    }
}
