using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>All that a decision about a Job rests on: the Job, its pods and the time.</summary>
internal sealed record JobFacts(JsonObject Job, IReadOnlyList<JsonObject> Pods, DateTimeOffset Now)
{
    public JsonNode? Spec => Job["spec"];

    public JsonNode? Status => Job["status"];

    public int Parallelism => (int)(Spec.Number("parallelism") ?? 1);

    public long? Completions => Spec.Number("completions");

    public long BackoffLimit => Spec.Number("backoffLimit") ?? 6;

    public bool IsIndexed => Spec.Text("completionMode") == "Indexed";

    public bool IsSuspended => Spec.Is("suspend");

    /// <summary>Whether a deleted pod is replaced only when it has ended.</summary>
    public bool ReplacesOnlyFailed
        => (Spec.Text("podReplacementPolicy") ?? (Spec.At("podFailurePolicy") is null ? "" : "Failed")) == "Failed";

    public bool IsFinished => Job.Has("Complete") || Job.Has("Failed");

    /// <summary>Another controller keeps this Job.</summary>
    public bool IsForeign => Spec.Text("managedBy") is { } manager && manager != "kubernetes.io/job-controller";

    public IEnumerable<JsonObject> Active => Pods.Where(pod => !pod.IsTerminal() && !pod.IsDying());

    public IEnumerable<JsonObject> Terminating => Pods.Where(pod => !pod.IsTerminal() && pod.IsDying());

    public static int? Index(JsonObject pod) => (int?)pod.Number("metadata", "annotations", "batch.kubernetes.io/job-completion-index");
}
