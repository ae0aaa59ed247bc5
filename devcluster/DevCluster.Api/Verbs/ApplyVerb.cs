using System.Text.Json.Nodes;
using DevCluster.Api.Apply;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;

namespace DevCluster.Api.Verbs;

/// <summary>PATCH with a configuration that a manager applies: creates the object, or merges into it.</summary>
internal static class ApplyVerb
{
    public static async Task RunAsync(Call call)
    {
        var checks = FieldChecks.Of(call, "PatchOptions", patch: true);
        if (call.Query("fieldManager") is not { Length: > 0 } manager)
            throw Invalid.Options("PatchOptions", "FieldValueRequired", "Required value: is required for apply patch", "fieldManager");
        JsonObject applied = await call.BodyAsync(BodyUse.Patch) as JsonObject ?? throw Refusals.BadRequest("error decoding YAML: the configuration is not an object");
        RequireKind(applied);
        BodyShape.Require(call.Kind, applied);
        if (applied["metadata"] is not JsonObject) applied["metadata"] = new JsonObject();
        if ((string?)applied["metadata"]!["name"] is { } named && named != call.Name)
            throw Refusals.BadRequest($"the name of the object ({named}) does not match the name on the URL ({call.Name})");
        ApplyOptions options = new(manager, call.Flag("force"), call.Path.Subresource, call.Cluster.Time.GetUtcNow(), Tracking.Schema(call.Kind));
        if (call.Log.Get(call.Key) is null)
        {
            await CreateAsync(call, applied, options, checks);
            return;
        }

        await call.AnswerAsync(UpdateVerb.Write(call, live => ServerSideApply.Apply(live, applied, options), checks, tracked: true));
    }

    private static void RequireKind(JsonObject applied)
    {
        string version = (string?)applied["apiVersion"] ?? "";
        string kind = (string?)applied["kind"] ?? "";
        if (version.Length == 0 || kind.Length == 0)
            throw Refusals.BadRequest($"invalid object type: {(version.Contains('/', StringComparison.Ordinal) ? version : "/" + version)}, Kind={kind}");
    }

    private static Task CreateAsync(Call call, JsonObject applied, ApplyOptions options, FieldChecks checks)
    {
        if (call.Path.Subresource is not null) throw Refusals.NotFound(call.Kind, call.Name);
        JsonObject configuration = applied.DeepClone().AsObject();
        configuration["metadata"]!["name"] = call.Name;
        if (call.Kind.Namespaced) configuration["metadata"]!["namespace"] = call.Path.Namespace;
        JsonObject item = ServerSideApply.Apply(null, configuration, options);
        return call.AnswerAsync(CreateVerb.Create(call.Cluster, call.Kind, call.Path.Namespace, item, checks, call.DryRun), 201);
    }
}
