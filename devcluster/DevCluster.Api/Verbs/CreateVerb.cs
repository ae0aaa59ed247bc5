using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Verbs;

/// <summary>POST of a new object: names it, stamps it, completes it and writes it.</summary>
internal static class CreateVerb
{
    private const string SuffixLetters = "bcdfghjklmnpqrstvwxz2456789";

    public static async Task RunAsync(Call call)
        => await call.AnswerAsync(Create(call.Cluster, call.Kind, call.Path.Namespace, await call.ObjectAsync(), call.DryRun), 201);

    public static JsonObject Create(ClusterState cluster, ResourceKind kind, string ns, JsonObject body, bool dryRun = false)
    {
        JsonObject item = Stamp(cluster, kind, ns, body);
        string name = (string)item["metadata"]!["name"]!;
        RequireNamespace(cluster, kind, ns, name);
        ObjectKey key = new(kind.Resource, ns, name);
        JsonObject? Write(JsonObject? before) => before is null ? item : throw Refusals.AlreadyExists(kind, name);
        return dryRun ? Write(cluster.Log.Get(key))! : cluster.Log.Change(key, Write)!;
    }

    private static JsonObject Stamp(ClusterState cluster, ResourceKind kind, string ns, JsonObject body)
    {
        JsonObject item = new() { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion };
        foreach ((string field, JsonNode? value) in body) if (field is not ("kind" or "apiVersion")) item[field] = value?.DeepClone();
        if (item["metadata"] is not JsonObject) item["metadata"] = new JsonObject();
        JsonObject metadata = item["metadata"]!.AsObject();
        if (metadata["resourceVersion"] is { } sent && ((string?)sent)?.Length > 0)
            throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
        if (metadata["name"] is null && (string?)metadata["generateName"] is { } prefix)
            metadata["name"] = prefix + RandomNumberGenerator.GetString(SuffixLetters, 5);
        if (metadata["name"] is null)
            throw new ApiException(422, "Invalid", $"{kind.Kind} \"\" is invalid: metadata.name: Required value: name or generateName is required");
        if (kind.Namespaced) metadata["namespace"] = ns;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = cluster.Now;
        metadata.Remove("deletionTimestamp");
        metadata.Remove("resourceVersion");
        if (kind.Generation) metadata["generation"] = 1;
        if (kind.HasStatus && kind.Custom) item.Remove("status");
        Completion.OfNew(cluster, kind, item);
        return item;
    }

    private static void RequireNamespace(ClusterState cluster, ResourceKind kind, string ns, string name)
    {
        if (!kind.Namespaced) return;
        JsonObject found = cluster.Log.Get(new ObjectKey("namespaces", "", ns))
            ?? throw new ApiException(404, "NotFound", $"namespaces \"{ns}\" not found", new JsonObject { ["name"] = ns, ["kind"] = "namespaces" });
        if ((string?)found["status"]?["phase"] == "Terminating")
            throw new ApiException(403, "Forbidden", $"{kind.Resource} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated", Refusals.Details(kind, name));
    }
}
