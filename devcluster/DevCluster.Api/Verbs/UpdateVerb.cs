using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Kinds;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Patching;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

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
        RequireSameUid(call, (string?)body["metadata"]?["uid"]);
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
        (JsonNode? patch, Func<JsonObject, JsonObject> change) = await ChangeAsync(call, call.Kind.ApiVersion, call.Kind.Kind);
        // Only a strategic merge patch is shown by what is wrong with its result.
        if (type == "application/strategic-merge-patch+json") checks = checks with { Shown = GoText.Of(patch) };
        await call.AnswerAsync(Write(call, change, checks));
    }

    /// <summary>What a patch does to an object of a kind.</summary>
    public static async Task<(JsonNode? Patch, Func<JsonObject, JsonObject> Change)> ChangeAsync(Call call, string apiVersion, string kind)
    {
        string type = call.Http.Request.ContentType?.Split(';')[0] ?? "";
        JsonNode? patch = await call.BodyAsync(BodyUse.Patch);
        return (patch, type switch
        {
            "application/merge-patch+json" => live => Merged(live, patch),
            "application/strategic-merge-patch+json" when !call.Kind.Custom => live => StrategicMergePatch.Apply(live, RequireObject(patch), apiVersion, kind),
            "application/json-patch+json" => live => JsonPatch.Apply(live, patch ?? new JsonArray()).AsObject(),
            _ => throw Unsupported(call.Kind),
        });
    }

    private static void RequireSameUid(Call call, string? uid)
    {
        string? own = (string?)call.Log.Get(call.Key)?["metadata"]?["uid"];
        if (!string.IsNullOrEmpty(uid) && own is not null && uid != own)
            throw Refusals.Conflict(call.Kind, call.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {own}");
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
            JsonObject shown = call.Served(live);
            JsonObject next = Changed(call, shown, change(shown.DeepClone().AsObject()).DeepClone().AsObject(), checks, tracked);
            return Deletion.IsFinished(next) ? null : Served.Store(call.Kind, next);
        }

        if (call.DryRun) return Next(call.Log.Get(call.Key)?.DeepClone().AsObject()) is { } dry ? call.Served(dry) : call.Existing();
        JsonObject? last = null;
        JsonObject? Remember(JsonObject? live) => Next(last = live);
        JsonObject written = call.Log.Change(call.Key, Remember)!;
        if (call.Log.Get(call.Key) is not null)
        {
            Definitions.Establish(call.Cluster, call.Key);
            return call.Served(written);
        }

        GarbageCollector.Follow(call.Cluster, call.Key, written);
        last = call.Served(last!);
        return Changed(call, last, change(last.DeepClone().AsObject()).DeepClone().AsObject(), FieldChecks.None, tracked);
    }

    /// <summary>What is stored when a client wants an object to change: the fields that it may change, completed and validated.</summary>
    private static JsonObject Changed(Call call, JsonObject live, JsonObject wanted, FieldChecks checks, bool tracked)
    {
        RequireSameObject(call, live, wanted, checks);
        wanted = Admission.Shape(call.Kind, wanted, checks);
        JsonObject next = call.Path.Subresource switch
        {
            "status" => WithStatus(call.Kind, live, wanted),
            "finalize" => WithFinalizers(live, wanted),
            _ => WithSpec(call.Kind, live, wanted),
        };
        if (!tracked) Tracking.Update(call, live, next);
        else if (wanted["metadata"]?["managedFields"] is { } kept) next["metadata"]!["managedFields"] = kept.DeepClone();
        Admission.Validate(call.Kind, next, live, call.Path.Subresource);
        return next;
    }

    /// <summary>A status update of a built-in kind writes labels and annotations as well, one of a custom resource does not.</summary>
    private static JsonObject WithStatus(ResourceKind kind, JsonObject live, JsonObject wanted)
        => kind.Custom ? WithPart("status", live, wanted) : WithPart("spec", WithFixedMetadata(live, wanted), live);

    private static JsonObject WithPart(string part, JsonObject item, JsonObject source)
    {
        JsonObject next = item.DeepClone().AsObject();
        if (source[part] is { } value) next[part] = value.DeepClone();
        else next.Remove(part);
        return next;
    }

    private static JsonObject WithFinalizers(JsonObject live, JsonObject wanted)
    {
        JsonObject next = live.DeepClone().AsObject();
        next["spec"] = wanted["spec"]?["finalizers"] is JsonArray { Count: > 0 } left ? new JsonObject { ["finalizers"] = left.DeepClone() } : (JsonObject)[];
        return next;
    }

    private static void RequireSameObject(Call call, JsonObject live, JsonObject wanted, FieldChecks checks)
    {
        if (BodyShape.Mismatch(call.Kind, wanted) is { } mismatch) throw checks.Patch ? checks.PatchRefusal(wanted, mismatch.Split(": ", 2)[^1]) : Refusals.BadRequest(mismatch);
        BodyShape.Metadata(call.Kind, wanted);
        if ((string?)wanted["metadata"]?["name"] is { Length: > 0 } name && name != call.Name)
            throw Refusals.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Name})");
        if (call.Kind.Namespaced && (string?)wanted["metadata"]?["namespace"] is { Length: > 0 } ns && ns != call.Path.Namespace)
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if ((string?)wanted["metadata"]?["resourceVersion"] is not { Length: > 0 } sent || sent == "0" || sent == (string?)live["metadata"]!["resourceVersion"]) return;
        if (!ulong.TryParse(sent, out _)) throw new ApiException(500, "", $"strconv.ParseUint: parsing \"{sent}\": invalid syntax");
        throw Refusals.Modified(call.Kind, call.Name);
    }

    /// <summary>The wanted object with what no client may change of the metadata.</summary>
    private static JsonObject WithFixedMetadata(JsonObject live, JsonObject wanted)
    {
        JsonObject next = new() { ["kind"] = live["kind"]?.DeepClone(), ["apiVersion"] = live["apiVersion"]?.DeepClone() };
        foreach ((string field, JsonNode? value) in wanted) if (!next.ContainsKey(field)) next[field] = value?.DeepClone();
        if (next["metadata"] is not JsonObject) next["metadata"] = new JsonObject();
        JsonObject metadata = next["metadata"]!.AsObject();
        foreach (string fixedField in (string[])["name", "namespace", "creationTimestamp", "generation", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            metadata.Remove(fixedField);
            if (live["metadata"]![fixedField] is { } kept) metadata[fixedField] = kept.DeepClone();
        }

        metadata["uid"] ??= live["metadata"]!["uid"]!.DeepClone();
        return next;
    }

    private static JsonObject WithSpec(ResourceKind kind, JsonObject live, JsonObject wanted)
    {
        JsonObject next = WithFixedMetadata(live, wanted);
        if (kind.HasStatus) next = WithPart("status", next, live);
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
