using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Lifecycle;

namespace DevCluster.Api.Verbs;

/// <summary>PUT and PATCH: the changed object takes the place of the stored one, or of its status alone.</summary>
internal static class UpdateVerb
{
    public static async Task PutAsync(Call call)
    {
        JsonObject body = await call.ObjectAsync();
        await call.AnswerAsync(Write(call, _ => body));
    }

    public static async Task PatchAsync(Call call)
    {
        string type = call.Http.Request.ContentType?.Split(';')[0] ?? "";
        JsonNode? patch = await call.BodyAsync(patch: true);
        Func<JsonObject, JsonObject> change = type switch
        {
            "application/merge-patch+json" => live => PlainPatch.Merge(live, patch)!.AsObject(),
            "application/strategic-merge-patch+json" when !call.Kind.Custom => live => PlainPatch.Merge(live, patch)!.AsObject(),
            "application/json-patch+json" => live => PlainPatch.Operations(live, patch!.AsArray()),
            _ => throw new ApiException(415, "UnsupportedMediaType", $"the body of the request was in an unknown format: {type}"),
        };
        await call.AnswerAsync(Write(call, change));
    }

    private static JsonObject Write(Call call, Func<JsonObject, JsonObject> change)
    {
        JsonObject? Next(JsonObject? live)
        {
            if (live is null) throw Refusals.NotFound(call.Kind, call.Name);
            JsonObject wanted = change(live.DeepClone().AsObject()).DeepClone().AsObject();
            BodyShape.Metadata(call.Kind, wanted);
            if ((string?)wanted["metadata"]?["resourceVersion"] is { Length: > 0 } sent && sent != (string?)live["metadata"]!["resourceVersion"])
                throw Refusals.Modified(call.Kind, call.Name);
            JsonObject next = call.Path.Subresource switch
            {
                "status" => WithStatus(live, wanted),
                "finalize" => WithFinalizers(live, wanted),
                _ => WithSpec(call.Kind, live, wanted),
            };
            return Deletion.IsFinished(next) ? null : next;
        }

        if (call.DryRun) return Next(call.Existing().DeepClone().AsObject()) ?? call.Existing();
        JsonObject written = call.Log.Change(call.Key, Next)!;
        if (call.Log.Get(call.Key) is not null) return written;
        Deletion.CollectDependents(call.Cluster, written);
        Deletion.FinishNamespace(call.Cluster, call.Path.Namespace);
        return written;
    }

    private static JsonObject WithStatus(JsonObject live, JsonObject wanted)
    {
        JsonObject next = live.DeepClone().AsObject();
        if (wanted["status"] is { } status) next["status"] = status.DeepClone();
        else next.Remove("status");
        return next;
    }

    private static JsonObject WithFinalizers(JsonObject live, JsonObject wanted)
    {
        JsonObject next = live.DeepClone().AsObject();
        next["spec"] = wanted["spec"]?["finalizers"] is JsonArray { Count: > 0 } left ? new JsonObject { ["finalizers"] = left.DeepClone() } : (JsonObject)[];
        return next;
    }

    private static JsonObject WithSpec(ResourceKind kind, JsonObject live, JsonObject wanted)
    {
        JsonObject next = new() { ["kind"] = live["kind"]?.DeepClone(), ["apiVersion"] = live["apiVersion"]?.DeepClone() };
        foreach ((string field, JsonNode? value) in wanted) if (!next.ContainsKey(field)) next[field] = value?.DeepClone();
        if (next["metadata"] is not JsonObject) next["metadata"] = new JsonObject();
        JsonObject metadata = next["metadata"]!.AsObject();
        foreach (string fixedField in (string[])["name", "namespace", "uid", "creationTimestamp", "generation", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            metadata.Remove(fixedField);
            if (live["metadata"]![fixedField] is { } kept) metadata[fixedField] = kept.DeepClone();
        }

        if (kind.HasStatus) next = WithStatus(next, live);
        if (kind.Generation && !JsonNode.DeepEquals(next["spec"], live["spec"]))
            next["metadata"]!["generation"] = ((long?)live["metadata"]!["generation"] ?? 0) + 1;
        return next;
    }
}
