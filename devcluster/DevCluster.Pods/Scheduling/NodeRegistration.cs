using System.Net;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;

namespace DevCluster.Pods.Scheduling;

/// <summary>Makes the fake nodes known; a node that is there keeps its labels and taints.</summary>
internal static class NodeRegistration
{
    public static async Task RegisterAsync(ClusterClient client, IEnumerable<NodeSpec> nodes, TimeProvider time, CancellationToken ct)
    {
        foreach (NodeSpec node in nodes)
        {
            try
            {
                await client.CreateAsync(Paths.Nodes, node.ToObject(), ct);
            }
            catch (ClusterException known) when (known.Code == HttpStatusCode.Conflict)
            {
                // Registered by an earlier start.
            }

            await client.PatchAsync($"{Paths.Node(node.Name)}/status", new JsonObject { ["status"] = node.ToStatus(time.GetUtcNow()) }, ct);
            await client.PatchAsync(Paths.Node(node.Name), NotReadyGone(await client.FindAsync(Paths.Node(node.Name), ct)), ct);
        }
    }

    /// <summary>A new Node carries the not-ready taint; there is no node lifecycle controller to take it away.</summary>
    private static JsonObject NotReadyGone(JsonObject? node)
    {
        JsonArray taints = [.. Json.Read.Items(node, "spec", "taints").Where(taint => Json.Read.Text(taint, "key") != "node.kubernetes.io/not-ready").Select(taint => taint.DeepClone())];
        return new JsonObject { ["spec"] = new JsonObject { ["taints"] = taints.Count == 0 ? null : taints } };
    }
}
