using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>What a pod may ask that a process of this machine cannot do: it is refused by name, as ignoring it would change what the pod does.</summary>
internal static class Subset
{
    private static readonly string[] ContainerFields = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "volumeDevices", "restartPolicyRules"];
    private static readonly string[] PodFields = ["hostAliases", "dnsConfig", "readinessGates", "shareProcessNamespace", "setHostnameAsFQDN"];
    private static readonly string[] AffinityKinds = ["podAffinity", "podAntiAffinity"];
    private static readonly string[] PlacementFields = ["resourceClaims", "runtimeClassName"];

    /// <summary>The fields that keep a container from starting.</summary>
    public static IReadOnlyList<string> Refused(JsonObject pod, JsonObject container) =>
    [
        .. PodFields.Where(field => IsAsked(pod.At("spec", field))).Select(field => $"spec.{field}"),
        .. ContainerFields.Where(field => IsAsked(container[field])),
        // An init container that stays is a sidecar.
        .. Named(container.Text("restartPolicy") == "Always", "restartPolicy: Always"),
        .. Named(container.Is("securityContext", "privileged"), "securityContext.privileged"),
        .. Named(IsAsked(container.At("securityContext", "capabilities", "add")), "securityContext.capabilities.add"),
        .. Named(container.Items("volumeMounts").Any(mount => IsAsked(mount["subPathExpr"])), "volumeMounts.subPathExpr"),
        .. Named(container.Items("volumeMounts").Any(mount => mount.Text("mountPropagation") is not (null or "None")), "volumeMounts.mountPropagation"),
    ];

    /// <summary>The fields that keep a pod from being placed.</summary>
    public static IReadOnlyList<string> Unplaceable(JsonObject pod) =>
    [
        .. PlacementFields.Where(field => IsAsked(pod.At("spec", field))).Select(field => $"spec.{field}"),
        .. AffinityKinds.Where(kind => pod.Items("spec", "affinity", kind, "requiredDuringSchedulingIgnoredDuringExecution").Any()).Select(kind => $"spec.affinity.{kind}"),
        .. Named(pod.Items("spec", "topologySpreadConstraints").Any(one => one.Text("whenUnsatisfiable") == "DoNotSchedule"), "spec.topologySpreadConstraints"),
    ];

    /// <summary>The sentence about such fields.</summary>
    public static string Sentence(IReadOnlyList<string> fields) => $"{string.Join(", ", fields)}: not in the development cluster's subset";

    private static IEnumerable<string> Named(bool asked, string name) => asked ? [name] : [];

    // false, {} and [] ask for nothing.
    private static bool IsAsked(JsonNode? value) => value switch
    {
        null => false,
        JsonObject map => map.Count > 0,
        JsonArray list => list.Count > 0,
        _ => value.ToString() is not ("false" or ""),
    };
}
