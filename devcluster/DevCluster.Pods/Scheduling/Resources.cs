using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Scheduling;

/// <summary>Amounts by resource name, of a node or wanted by a pod.</summary>
internal static class Resources
{
    /// <summary>What a pod asks for: the sum of its containers, or its largest init container where that is more.</summary>
    public static Dictionary<string, decimal> Of(JsonObject pod)
    {
        Dictionary<string, decimal> total = [];
        foreach (JsonObject container in pod.Items("spec", "containers"))
            foreach ((string name, decimal amount) in OfContainer(container)) total[name] = total.GetValueOrDefault(name) + amount;
        foreach (JsonObject container in pod.Items("spec", "initContainers"))
            foreach ((string name, decimal amount) in OfContainer(container)) total[name] = Math.Max(total.GetValueOrDefault(name), amount);
        return total;
    }

    public static Dictionary<string, decimal> Allocatable(JsonObject node)
        => node.Pairs("status", "allocatable").ToDictionary(pair => pair.Key, pair => Quantity.Parse(pair.Value));

    /// <summary>A limit without a request is a request.</summary>
    private static Dictionary<string, decimal> OfContainer(JsonObject container)
    {
        var asked = container.Pairs("resources", "limits").ToDictionary(pair => pair.Key, pair => Quantity.Parse(pair.Value));
        foreach ((string name, string amount) in container.Pairs("resources", "requests")) asked[name] = Quantity.Parse(amount);
        return asked;
    }
}
