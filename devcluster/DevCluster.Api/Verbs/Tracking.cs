using System.Text.Json.Nodes;
using DevCluster.Api.Apply;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Verbs;

/// <summary>Who writes: the manager that managedFields names for a request.</summary>
internal static class Tracking
{
    public static string Manager(Call call)
    {
        if (call.Query("fieldManager") is { Length: > 0 } asked) return asked;
        string agent = call.Http.Request.Headers.UserAgent.ToString();
        string name = agent.Split('/')[0];
        return name.Length == 0 ? "unknown" : name;
    }

    public static void Update(Call call, JsonObject? before, JsonObject after)
        => ManagedFields.Update(before, after, Manager(call), call.Kind.ApiVersion, call.Path.Subresource, call.Cluster.Time.GetUtcNow(), Schema(call.Kind));

    public static JsonObject? Schema(ResourceKind kind) => kind.Definition?["schema"]?["openAPIV3Schema"] as JsonObject;
}
