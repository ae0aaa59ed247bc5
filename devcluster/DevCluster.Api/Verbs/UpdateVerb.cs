using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Patching;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Verbs;

/// <summary>PUT and PATCH: the changed object takes the place of the stored one, or of its status alone.</summary>
internal static class UpdateVerb
{
    public static async Task PutAsync(Call call)
    {
        var checks = FieldChecks.Of(call, "UpdateOptions", patch: false);
        JsonObject body = await call.ObjectAsync();
        if ((string?)body["metadata"]?["name"] is { } named && named != call.Name)
            throw Refusals.BadRequest($"the name of the object ({named}) does not match the name on the URL ({call.Name})");
        if (call.Kind.Custom && string.IsNullOrEmpty((string?)body["metadata"]?["resourceVersion"])) throw Unconditional(call);
        await call.AnswerAsync(Write(call, _ => body, checks));
    }

    public static async Task PatchAsync(Call call)
    {
        string type = call.Http.Request.ContentType?.Split(';')[0] ?? "";
        if (type == "application/apply-patch+yaml")
        {
            await ApplyVerb.RunAsync(call);
            return;
        }

        var checks = FieldChecks.Of(call, "PatchOptions", patch: true);
        JsonNode? patch = await call.BodyAsync(patch: true);
        Func<JsonObject, JsonObject> change = type switch
        {
            "application/merge-patch+json" => live => Merged(live, patch),
            "application/strategic-merge-patch+json" when !call.Kind.Custom
                => live => StrategicMergePatch.Apply(live, RequireObject(patch), call.Kind.ApiVersion, call.Kind.Kind),
            "application/json-patch+json" => live => JsonPatch.Apply(live, patch ?? new JsonArray()).AsObject(),
            _ => throw Unsupported(call.Kind),
        };
        await call.AnswerAsync(Write(call, change, checks));
    }

    private static JsonObject Merged(JsonObject live, JsonNode? patch) => MergePatch.Apply(live, RequireObject(patch))!.AsObject();

    private static JsonObject RequireObject(JsonNode? patch)
        => patch as JsonObject ?? throw Refusals.BadRequest("error decoding patch: json: cannot unmarshal the body into Go value of type map[string]interface {}");

    private static ApiException Unsupported(ResourceKind kind) => kind.Custom
        ? new ApiException(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml")
        : new ApiException(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);

    private static ApiException Unconditional(Call call) => Invalid.Of(call.Kind.Resource, call.Kind.Group, call.Kind.Plural, call.Name,
        [new FieldCause("FieldValueInvalid", "Invalid value: 0: must be specified for an update", "metadata.resourceVersion")]);

    /// <summary>Writes a change; tracked means that the change has kept managedFields itself.</summary>
    public static JsonObject Write(Call call, Func<JsonObject, JsonObject> change, FieldChecks checks, bool tracked = false)
    {
        JsonObject? Next(JsonObject? live)
        {
            if (live is null) throw Refusals.NotFound(call.Kind, call.Name);
            JsonObject next = Changed(call, live, change(live.DeepClone().AsObject()).DeepClone().AsObject(), checks, tracked);
            return Deletion.IsFinished(next) ? null : next;
        }

        if (call.DryRun) return Next(call.Existing().DeepClone().AsObject()) ?? call.Existing();
        JsonObject? last = null;
        JsonObject? Remember(JsonObject? live) => Next(last = live);
        JsonObject written = call.Log.Change(call.Key, Remember)!;
        if (call.Log.Get(call.Key) is not null) return written;
        Deletion.CollectDependents(call.Cluster, written);
        Deletion.FinishNamespace(call.Cluster, call.Path.Namespace);
        return Changed(call, last!, change(last!.DeepClone().AsObject()).DeepClone().AsObject(), FieldChecks.None, tracked);
    }

    /// <summary>What is stored when a client wants an object to change: the fields that it may change, completed and validated.</summary>
    private static JsonObject Changed(Call call, JsonObject live, JsonObject wanted, FieldChecks checks, bool tracked)
    {
        BodyShape.Metadata(call.Kind, wanted);
        if ((string?)wanted["metadata"]?["resourceVersion"] is { Length: > 0 } sent && sent != (string?)live["metadata"]!["resourceVersion"])
            throw Refusals.Modified(call.Kind, call.Name);
        wanted = CustomAdmission.Shape(call.Kind, wanted, checks);
        JsonObject next = call.Path.Subresource switch
        {
            "status" => WithStatus(live, wanted),
            "finalize" => WithFinalizers(live, wanted),
            _ => WithSpec(call.Kind, live, wanted),
        };
        if (!tracked) Tracking.Update(call, live, next);
        else if (wanted["metadata"]?["managedFields"] is { } kept) next["metadata"]!["managedFields"] = kept.DeepClone();
        Tidy.Item(call.Kind, next);
        CustomAdmission.Validate(call.Kind, next, live);
        RequireNoNewFinalizers(call, next, live);
        return next;
    }

    private static void RequireNoNewFinalizers(Call call, JsonObject next, JsonObject live)
    {
        if (live["metadata"]!["deletionTimestamp"] is null) return;
        string[] before = [.. (live["metadata"]!["finalizers"] as JsonArray ?? []).Select(one => (string)one!)];
        string[] added = [.. (next["metadata"]!["finalizers"] as JsonArray ?? []).Select(one => (string)one!).Except(before)];
        if (added.Length > 0)
            throw Invalid.Object(call.Kind, call.Name, "FieldValueForbidden",
                $"Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(one => $"\"{one}\""))}}}", "metadata.finalizers");
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
        if (kind.Generation && !SameContent(kind, next, live))
            next["metadata"]!["generation"] = ((long?)live["metadata"]!["generation"] ?? 0) + 1;
        return next;
    }

    /// <summary>Without a status subresource, everything but the metadata counts.</summary>
    private static bool SameContent(ResourceKind kind, JsonObject next, JsonObject live)
        => kind is { Custom: true, HasStatus: false }
            ? next.Where(pair => pair.Key != "metadata").All(pair => JsonNode.DeepEquals(pair.Value, live[pair.Key])) && next.Count == live.Count
            : JsonNode.DeepEquals(next["spec"], live["spec"]);
}
