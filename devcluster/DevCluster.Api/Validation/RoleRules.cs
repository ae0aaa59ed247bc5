using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of RoleBindings and ClusterRoleBindings.</summary>
internal static class RoleRules
{
    public static void Binding(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonNode role = item["roleRef"]!;
        if ((string?)role["name"] is null or "") causes.Add(Rule.Required("roleRef.name"));
        if ((string?)role["kind"] is not ("Role" or "ClusterRole")) causes.Add(Rule.Unsupported("roleRef.kind", role["kind"], "ClusterRole", "Role"));
        if (old is null || JsonNode.DeepEquals(role, old["roleRef"])) return;
        JsonObject shown = new() { ["APIGroup"] = role["apiGroup"]?.DeepClone(), ["Kind"] = role["kind"]?.DeepClone(), ["Name"] = role["name"]?.DeepClone() };
        causes.Add(Rule.Invalid("roleRef", shown, "cannot change roleRef"));
    }
}
