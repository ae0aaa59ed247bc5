using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>The conditions that the server itself writes into a pod's status.</summary>
internal static class PodConditions
{
    public static void Set(JsonObject pod, string now, string type, string status, string? reason = null, string? message = null)
    {
        JsonObject condition = new() { ["type"] = type, ["status"] = status, ["lastProbeTime"] = null, ["lastTransitionTime"] = now };
        if (reason is not null) condition["reason"] = reason;
        if (message is not null) condition["message"] = message;
        if (pod["status"]!["conditions"] is not JsonArray) pod["status"]!["conditions"] = new JsonArray();
        JsonArray conditions = pod["status"]!["conditions"]!.AsArray();
        for (int i = 0; i < conditions.Count; i++)
        {
            if ((string?)conditions[i]!["type"] != type) continue;
            conditions[i] = condition;
            return;
        }

        conditions.Add((JsonNode)condition);
    }
}
