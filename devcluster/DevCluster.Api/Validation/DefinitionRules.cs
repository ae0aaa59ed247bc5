using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of CustomResourceDefinitions; those of their schemas stand in DefinitionSchemaRules.</summary>
internal static class DefinitionRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonObject spec = item["spec"]!.AsObject();
        string plural = (string?)spec["names"]!["plural"] ?? "";
        string name = (string)item["metadata"]!["name"]!;
        if (name != $"{plural}.{(string?)spec["group"]}") causes.Add(Rule.Invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        if (Names.Dns1035(plural) is { } wrong) causes.Add(Rule.Invalid("spec.names.plural", plural, wrong));
        if ((string?)spec["scope"] is not ("Namespaced" or "Cluster")) causes.Add(Rule.Unsupported("spec.scope", spec["scope"], "Cluster", "Namespaced"));
        CheckVersions(spec["versions"] as JsonArray ?? [], item["status"]!, causes);
    }

    private static void CheckVersions(JsonArray versions, JsonNode status, List<FieldCause> causes)
    {
        JsonObject[] storage = [.. versions.Select(one => one!.AsObject()).Where(one => (bool?)one["storage"] == true)];
        if (storage.Length != 1) causes.Add(Rule.Invalid("spec.versions", new JsonArray([.. versions.Select(one => Shown(one!))]), "must have exactly one version marked as storage version"));
        JsonArray stored = status["storedVersions"] as JsonArray ?? [];
        if (storage.LastOrDefault() is { } last && !stored.Any(one => (string?)one == (string?)last["name"]))
            causes.Add(Rule.Invalid("status.storedVersions", stored, $"must have the storage version {(string?)last["name"]}"));
        for (int i = 0; i < versions.Count; i++)
        {
            // One schema for all versions counts as the schema of the definition.
            string place = versions.Count == 1 ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema";
            if (versions[i]!["schema"]?["openAPIV3Schema"] is JsonObject schema) DefinitionSchemaRules.Check(schema, place, causes, root: true);
            else causes.Add(Rule.Required($"spec.versions[{i}].schema.openAPIV3Schema"));
        }
    }

    private static JsonObject Shown(JsonNode version) => new()
    {
        ["Name"] = version["name"]?.DeepClone(),
        ["Served"] = version["served"]?.DeepClone(),
        ["Storage"] = version["storage"]?.DeepClone(),
        ["Deprecated"] = (bool?)version["deprecated"] ?? false,
        ["DeprecationWarning"] = version["deprecationWarning"]?.DeepClone(),
        ["Schema"] = null,
        ["Subresources"] = null,
        ["AdditionalPrinterColumns"] = null,
        ["SelectableFields"] = null,
    };
}
