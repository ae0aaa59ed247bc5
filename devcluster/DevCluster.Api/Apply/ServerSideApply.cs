using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Server-side apply: merges a configuration by type and by owner.</summary>
public static class ServerSideApply
{
    /// <summary>The object after the apply, managedFields included; a conflict with another owner is 409 unless forced.</summary>
    public static JsonObject Apply(JsonObject? live, JsonObject applied, ApplyOptions options)
    {
        if (applied["metadata"]?["managedFields"] is JsonArray { Count: > 0 })
            throw new ApiException(400, "BadRequest", "metadata.managedFields must be nil");
        Shape shape = OwnableFields.ShapeOf(applied, options.Schema);
        TypeCheck.Require(applied, shape);
        JsonObject configuration = Configuration(applied, options.Subresource);
        FieldSet claimed = OwnableFields.Of(AppliedFields.Of(configuration, shape), options.Subresource);
        ManagedEntry applier = new(options.Manager, "Apply", (string?)applied["apiVersion"] ?? "", options.Subresource, OwnableFields.TimeText(options.Now), claimed);

        JsonObject old = live is null ? [] : OwnableFields.Content(live);
        List<ManagedEntry> entries = Entries(live, shape, options);
        ManagedEntry? previous = entries.Find(entry => entry.IsSameAs(applier));
        List<ManagedEntry> others = [.. entries.Where(entry => !entry.IsSameAs(applier))];
        JsonNode merged = TypedMerge.Merge(old, configuration, shape)!;
        JsonObject result = GiveUp(merged, previous, others.Append(applier), shape);

        var changes = FieldChanges.Between(live is null ? null : old, result, shape, options.Schema is null);
        others = Settle(others, changes, options.Force);
        bool changed = live is null || !JsonNode.DeepEquals(old, result);
        if (result["metadata"] is null) result["metadata"] = new JsonObject();
        ManagedEntry.WriteAll(result, [.. others, changed ? applier : applier with { Time = previous?.Time }]);
        return result;
    }

    // What the applier owned before and nobody owns now goes away.
    private static JsonObject GiveUp(JsonNode merged, ManagedEntry? previous, IEnumerable<ManagedEntry> owners, Shape shape)
    {
        if (previous is null) return merged.AsObject();
        FieldSet owned = owners.Aggregate(FieldsJson.Read(new JsonObject { ["f:metadata"] = new JsonObject() }), (all, entry) => all.Union(entry.Fields));
        FieldSet orphaned = previous.Fields.WithPrefixes().Except(owned.WithPrefixes());
        return TypedMerge.Remove(merged, orphaned, shape)?.AsObject() ?? [];
    }

    private static List<ManagedEntry> Settle(List<ManagedEntry> others, FieldChanges changes, bool force)
    {
        List<(ManagedEntry Owner, FieldSet Fields)> conflicts =
            [.. others.Select(entry => (entry, entry.Fields.Intersect(changes.Written))).Where(conflict => !conflict.Item2.IsEmpty)];
        if (conflicts.Count > 0 && !force) throw ApplyConflicts.Refusal(conflicts);
        FieldSet lost = changes.Written.Union(changes.Removed);
        return [.. others.Select(entry => entry with { Fields = entry.Fields.Except(lost) })];
    }

    // An object that was never tracked belongs to a manager of that name until someone applies.
    private static List<ManagedEntry> Entries(JsonObject? live, Shape shape, ApplyOptions options)
    {
        List<ManagedEntry> entries = ManagedEntry.ReadAll(live?["metadata"]?["managedFields"]);
        if (live is null || entries.Count > 0) return entries;
        FieldSet all = FieldChanges.Between(null, OwnableFields.Content(live), shape, options.Schema is null).Written;
        return [new ManagedEntry("before-first-apply", "Update", (string?)live["apiVersion"] ?? "", null, OwnableFields.TimeText(options.Now), OwnableFields.Of(all, null))];
    }

    private static JsonObject Configuration(JsonObject applied, string? subresource)
    {
        JsonObject copy = applied.DeepClone().AsObject();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        (copy["metadata"] as JsonObject)?.Remove("creationTimestamp");
        if (subresource != "status") copy.Remove("status");
        else foreach (string field in copy.Select(pair => pair.Key).Where(key => key is not ("apiVersion" or "kind" or "status")).ToList()) copy.Remove(field);
        return copy;
    }
}
