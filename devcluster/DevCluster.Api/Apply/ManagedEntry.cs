using System.Text.Json.Nodes;

namespace DevCluster.Api.Apply;

/// <summary>One entry of metadata.managedFields.</summary>
internal sealed record ManagedEntry(string Manager, string Operation, string ApiVersion, string? Subresource, string? Time, FieldSet Fields)
{
    /// <summary>Whether two entries are of the same manager; an applier stays the same across API versions.</summary>
    public bool IsSameAs(ManagedEntry other)
        => (Manager, Operation, Subresource) == (other.Manager, other.Operation, other.Subresource) && (Operation == "Apply" || ApiVersion == other.ApiVersion);

    public static List<ManagedEntry> ReadAll(JsonNode? managedFields)
        => [.. (managedFields as JsonArray ?? []).OfType<JsonObject>().Where(entry => entry.Count > 0).Select(Read)];

    /// <summary>Writes the entries that own something into the metadata, in the order of a real server.</summary>
    public static void WriteAll(JsonObject item, IEnumerable<ManagedEntry> entries)
    {
        JsonObject metadata = item["metadata"]!.AsObject();
        metadata.Remove("managedFields");
        JsonNode[] written = [.. entries.Where(entry => !entry.Fields.IsEmpty)
            .OrderBy(entry => entry.Operation, StringComparer.Ordinal).ThenBy(entry => entry.Time ?? "", StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal).ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal)
            .ThenBy(entry => entry.Subresource ?? "", StringComparer.Ordinal).Select(entry => entry.Write())];
        if (written.Length > 0) metadata["managedFields"] = new JsonArray(written);
    }

    private static ManagedEntry Read(JsonObject entry) => new(
        (string?)entry["manager"] ?? "", (string?)entry["operation"] ?? "", (string?)entry["apiVersion"] ?? "",
        (string?)entry["subresource"], (string?)entry["time"], FieldsJson.Read(entry["fieldsV1"]));

    private JsonObject Write()
    {
        JsonObject entry = new() { ["manager"] = Manager, ["operation"] = Operation, ["apiVersion"] = ApiVersion };
        if (Time is not null) entry["time"] = Time;
        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldsJson.Write(Fields);
        if (!string.IsNullOrEmpty(Subresource)) entry["subresource"] = Subresource;
        return entry;
    }
}
