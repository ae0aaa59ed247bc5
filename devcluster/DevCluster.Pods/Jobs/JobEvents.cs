using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>The events that a change of a Job's conditions calls for.</summary>
internal static class JobEvents
{
    public static IEnumerable<(string Type, string Reason, string Message)> Between(JsonObject before, JsonObject after)
    {
        foreach (JsonObject condition in after.Items("status", "conditions"))
        {
            string type = condition.Text("type")!;
            if (before.Condition(type).Text("status") == condition.Text("status")) continue;
            if (type == "Complete") yield return ("Normal", "Completed", "Job completed");
            if (type == "Failed") yield return ("Warning", condition.Text("reason")!, condition.Text("message")!);
            if (type == "Suspended") yield return ("Normal", condition.Text("status") == "True" ? "Suspended" : "Resumed", condition.Text("message")!);
        }
    }
}
