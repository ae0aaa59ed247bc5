using System.Text.Json.Nodes;

namespace DevCluster.Pods.Json;

/// <summary>The few questions that every part asks about a pod.</summary>
internal static class PodReading
{
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    public static string Phase(this JsonNode pod) => pod.Text("status", "phase") ?? "Pending";

    public static bool IsTerminal(this JsonNode pod) => pod.Phase() is "Succeeded" or "Failed";

    public static bool IsDying(this JsonNode pod) => pod.Text("metadata", "deletionTimestamp") is not null;

    public static string? Node(this JsonNode pod) => pod.Text("spec", "nodeName");

    public static bool IsTracked(this JsonNode pod) => pod.Texts("metadata", "finalizers").Contains(TrackingFinalizer);

    /// <summary>The uid of the controller that owns the object.</summary>
    public static string? ControllerUid(this JsonNode item) => item.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Is("controller")).Text("uid");
}
