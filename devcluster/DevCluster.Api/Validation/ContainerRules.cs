using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Validation;

/// <summary>The rules of one container of a pod.</summary>
internal static class ContainerRules
{
    /// <summary>Names collects the names of the pod's containers, which must differ; volumes are those of the pod.</summary>
    public static void Check(JsonObject container, string place, HashSet<string> names, string[] volumes, List<FieldCause> causes)
    {
        string name = (string?)container["name"] ?? "";
        if (name.Length == 0) causes.Add(Rule.Required($"{place}.name"));
        else if (Names.Label(name) is { } wrong) causes.Add(Rule.Invalid($"{place}.name", name, wrong));
        else if (!names.Add(name)) causes.Add(Rule.Duplicate($"{place}.name", name));
        if ((string?)container["image"] is null or "") causes.Add(Rule.Required($"{place}.image"));
        CheckResources(container["resources"] as JsonObject ?? [], $"{place}.resources", causes);
        JsonArray mounts = container["volumeMounts"] as JsonArray ?? [];
        for (int i = 0; i < mounts.Count; i++)
            if (!volumes.Contains((string?)mounts[i]!["name"])) causes.Add(Rule.NotFound($"{place}.volumeMounts[{i}].name", mounts[i]!["name"]));
    }

    private static void CheckResources(JsonObject resources, string place, List<FieldCause> causes)
    {
        foreach ((string name, JsonNode? request) in resources["requests"] as JsonObject ?? [])
        {
            if (resources["limits"]?[name] is not { } limit)
            {
                if (NodeRules.IsExtended(name)) causes.Add(Rule.Required($"{place}.limits", "Limit must be set for non overcommitable resources"));
            }
            else if (NodeRules.IsExtended(name) && !JsonNode.DeepEquals(limit, request))
                causes.Add(Rule.Invalid($"{place}.requests", request, $"must be equal to {name} limit of {limit}"));
            else if (Quantity.Nanos((string)request!) > Quantity.Nanos((string)limit!))
                causes.Add(Rule.Invalid($"{place}.requests", request, $"must be less than or equal to {name} limit of {limit}"));
        }
    }
}
