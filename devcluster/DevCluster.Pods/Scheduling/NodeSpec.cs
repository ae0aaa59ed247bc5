using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Scheduling;

/// <summary>One fake node.</summary>
public sealed record NodeSpec(string Name)
{
    /// <summary>Its processors, as a quantity.</summary>
    public string Cpu { get; init; } = "16";

    /// <summary>Its memory, as a quantity.</summary>
    public string Memory { get; init; } = "64Gi";

    /// <summary>How many nvidia.com/gpu it says it has.</summary>
    public int Gpus { get; init; } = 2;

    /// <summary>Labels beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Taints, each as key=value:Effect or key:Effect.</summary>
    public IReadOnlyList<string> Taints { get; init; } = [];

    internal JsonObject ToObject()
    {
        JsonObject labels = new()
        {
            ["kubernetes.io/arch"] = "amd64",
            ["kubernetes.io/hostname"] = Name,
            ["kubernetes.io/os"] = "linux",
        };
        if (Gpus > 0) labels["nvidia.com/gpu.present"] = "true";
        foreach ((string key, string value) in Labels) labels[key] = value;
        JsonObject spec = [];
        if (Taints.Count > 0) spec["taints"] = new JsonArray([.. Taints.Select(Taint)]);
        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = Name, ["labels"] = labels }, ["spec"] = spec };
    }

    internal JsonObject ToStatus(DateTimeOffset now)
    {
        JsonObject amounts = new() { ["cpu"] = Cpu, ["ephemeral-storage"] = "100Gi", ["memory"] = Memory, ["pods"] = "110" };
        if (Gpus > 0) amounts["nvidia.com/gpu"] = Gpus.ToString();
        return new JsonObject
        {
            ["capacity"] = amounts,
            ["allocatable"] = amounts.DeepClone(),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["lastHeartbeatTime"] = now.Stamp(),
                ["lastTransitionTime"] = now.Stamp(),
                ["reason"] = "KubeletReady",
                ["message"] = "the pod runner is posting ready status",
            }),
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" },
                new JsonObject { ["type"] = "Hostname", ["address"] = Name }),
            ["nodeInfo"] = new JsonObject
            {
                ["architecture"] = "amd64",
                ["operatingSystem"] = "linux",
                ["kubeletVersion"] = "v1.36.2",
                ["containerRuntimeVersion"] = "process://1",
                ["osImage"] = "devcluster",
            },
        };
    }

    private static JsonNode Taint(string text)
    {
        string[] parts = text.Split(':');
        string[] pair = parts[0].Split('=');
        JsonObject taint = new() { ["key"] = pair[0], ["effect"] = parts[1] };
        if (pair.Length > 1) taint["value"] = pair[1];
        return taint;
    }
}
