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
    private const int LongestPrefix = 58;
    private const string SuffixLetters = "bcdfghjklmnpqrstvwxz2456789";

    public static async Task RunAsync(Call call)
    {
        var checks = FieldChecks.Of(call, "CreateOptions", patch: false);
        JsonObject body = await call.ObjectAsync();
        (body["metadata"] as JsonObject)?.Remove("managedFields");
        await call.AnswerAsync(Create(call.Cluster, call.Kind, call.Path.Namespace, body, checks, call.DryRun, item => Tracking.Update(call, null, item)), 201);
    }

    public static JsonObject Create(ClusterState cluster, ResourceKind kind, string ns, JsonObject body, FieldChecks checks, bool dryRun = false, Action<JsonObject>? track = null)
    {
        JsonObject item = Stamp(cluster, kind, ns, body, checks);
        track?.Invoke(item);
        string name = (string)item["metadata"]!["name"]!;
        RequireNamespace(cluster, kind, ns, name);
        ObjectKey key = new(kind.Store, ns, name);
        JsonObject? Write(JsonObject? before) => before is null ? Served.Store(kind, item) : throw Refusals.AlreadyExists(kind, name, dying: before["metadata"]!["deletionTimestamp"] is not null);
        if (dryRun) return Write(cluster.Log.Get(key))!;
        JsonObject written = Served.Read(kind, cluster.Log.Change(key, Write)!);
        Definitions.Establish(cluster, key);
        return written;
    }

    private static JsonObject Stamp(ClusterState cluster, ResourceKind kind, string ns, JsonObject body, FieldChecks checks)
    {
        JsonObject item = new() { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion };
        foreach ((string field, JsonNode? value) in body) if (field is not ("kind" or "apiVersion")) item[field] = value?.DeepClone();
        if (item["metadata"] is not JsonObject) item["metadata"] = new JsonObject();
        JsonObject metadata = item["metadata"]!.AsObject();
        if ((string?)metadata["resourceVersion"] is { Length: > 0 })
            throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
        Name(kind, metadata);
        Place(kind, ns, metadata);
        foreach (string field in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion"]) metadata.Remove(field);
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = cluster.Now;
        if (kind.Generation) metadata["generation"] = 1L;
        if (kind.HasStatus && kind.Custom) item.Remove("status");
        item = Admission.Shape(kind, item, checks);
        Completion.OfNew(cluster, kind, item);
        Admission.Validate(kind, item, old: null);
        // What is stored is read through the defaults once more: a Job takes over the labels that its template has got by now.
        if (!kind.Custom) Defaults.Of(kind, item);
        return item;
    }

    private static void Name(ResourceKind kind, JsonObject metadata)
    {
        if ((string?)metadata["name"] is { Length: > 0 }) return;
        if ((string?)metadata["generateName"] is not { Length: > 0 } prefix)
            throw Invalid.Object(kind, "", "FieldValueRequired", "Required value: name or generateName is required", "metadata.name");
        metadata["name"] = (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + RandomNumberGenerator.GetString(SuffixLetters, 5);
    }

    private static void Place(ResourceKind kind, string ns, JsonObject metadata)
    {
        if (!kind.Namespaced) return;
        if ((string?)metadata["namespace"] is { Length: > 0 } place && place != ns)
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        metadata["namespace"] = ns;
    }

    private static void RequireNamespace(ClusterState cluster, ResourceKind kind, string ns, string name)
    {
        if (!kind.Namespaced) return;
        JsonObject found = cluster.Log.Get(new ObjectKey("namespaces", "", ns))
            ?? throw new ApiException(404, "NotFound", $"namespaces \"{ns}\" not found", new JsonObject { ["name"] = ns, ["kind"] = "namespaces" });
        if ((string?)found["status"]?["phase"] == "Terminating")
            throw new ApiException(403, "Forbidden", $"{kind.Resource} \"{name}\" is forbidden: unable to create new content in namespace {ns} because it is being terminated", Terminating(kind, ns, name));
    }

    private static JsonObject Terminating(ResourceKind kind, string ns, string name)
    {
        JsonObject details = Refusals.Details(kind, name);
        details["causes"] = new JsonArray(new JsonObject
        {
            ["reason"] = "NamespaceTerminating",
            ["message"] = $"namespace {ns} is being terminated",
            ["field"] = "metadata.namespace",
        });
        return details;
    }
}
