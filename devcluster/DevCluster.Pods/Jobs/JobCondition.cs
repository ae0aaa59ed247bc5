using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>A condition of a Job that is to be True, with its reason and its text.</summary>
internal sealed record JobCondition(string Type, string Reason, string Message)
{
    public static readonly JobCondition Reached = new("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
    public static readonly JobCondition Backoff = new("FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    public static readonly JobCondition Deadline = new("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline");
    public static readonly JobCondition Suspended = new("Suspended", "JobSuspended", "Job suspended");
    public static readonly JobCondition Resumed = new("Suspended", "JobResumed", "Job resumed");

    public static JobCondition Policy(string message) => new("FailureTarget", "PodFailurePolicy", message);

    /// <summary>What this development cluster does not do is refused on the Job, never ignored.</summary>
    public static JobCondition NotInSubset(string field)
        => new("FailureTarget", "NotInDevCluster", $"spec.{field} is not in the development cluster's subset");

    public JsonObject ToObject(DateTimeOffset now, bool status = true) => new()
    {
        ["type"] = Type,
        ["status"] = status ? "True" : "False",
        ["lastProbeTime"] = now.Stamp(),
        ["lastTransitionTime"] = now.Stamp(),
        ["reason"] = Reason,
        ["message"] = Message,
    };
}
