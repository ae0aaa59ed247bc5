using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Keeps metadata.managedFields for writes other than apply.</summary>
public static class ManagedFields
{
    /// <summary>Rewrites after's managedFields, in place: the manager owns what it changed, others lose it.</summary>
    public static void Update(
        JsonObject? before, JsonObject after, string manager, string apiVersion, string? subresource, DateTimeOffset now, JsonObject? schema)
    {
        var sent = after["metadata"]?["managedFields"] as JsonArray;
        bool useSent = sent is { Count: > 0 } && string.IsNullOrEmpty(subresource);
        List<ManagedEntry> entries = ManagedEntry.ReadAll(useSent ? sent : before?["metadata"]?["managedFields"]);
        // Whoever cleared the field gets no new entries: that is how a client turns tracking off.
        if (before is not null && entries.Count == 0)
        {
            ManagedEntry.WriteAll(after, []);
            return;
        }

        Shape shape = OwnableFields.ShapeOf(after, schema);
        JsonObject? old = before is null ? null : OwnableFields.Content(before);
        var changes = FieldChanges.Between(old, OwnableFields.Content(after), shape, schema is null);
        FieldSet lost = changes.Written.Union(changes.Removed);
        List<ManagedEntry> kept = [.. entries.Select(entry => entry with { Fields = entry.Fields.Except(lost) })];
        FieldSet taken = OwnableFields.Of(changes.Written, subresource);
        if (!taken.IsEmpty) kept = Take(kept, new ManagedEntry(manager, "Update", apiVersion, subresource, OwnableFields.TimeText(now), taken));
        ManagedEntry.WriteAll(after, kept);
    }

    private static List<ManagedEntry> Take(List<ManagedEntry> entries, ManagedEntry taker)
    {
        FieldSet owned = entries.Find(entry => entry.IsSameAs(taker))?.Fields ?? FieldSet.Empty;
        return [.. entries.Where(entry => !entry.IsSameAs(taker)), taker with { Fields = taker.Fields.Union(owned) }];
    }
}
