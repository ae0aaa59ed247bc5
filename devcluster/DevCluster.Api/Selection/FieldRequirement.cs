using System.Text.Json.Nodes;

namespace DevCluster.Api.Selection;

/// <summary>One part of a field selector; a field that is missing counts as empty.</summary>
internal sealed record FieldRequirement(string Field, string Value, bool Wanted)
{
    public bool Matches(JsonObject item) => (ValueOf(item) == Value) == Wanted;

    private string ValueOf(JsonObject item)
    {
        JsonNode? value = item;
        foreach (string step in Field.Split('.')) value = (value as JsonObject)?[step];
        return (Field, value) switch
        {
            ("spec.unschedulable" or "spec.hostNetwork", null) => "false",
            ("status.successful", _) => item["status"]?["succeeded"]?.ToString() ?? "0",
            ("source", JsonObject source) => (string?)source["component"] ?? "",
            (_, JsonValue scalar) => scalar.ToString() is "True" or "False" ? scalar.ToString().ToLowerInvariant() : scalar.ToString(),
            _ => "",
        };
    }
}
