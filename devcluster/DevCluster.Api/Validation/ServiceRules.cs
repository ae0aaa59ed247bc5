using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of Services.</summary>
internal static class ServiceRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonObject[] ports = [.. (item["spec"]!["ports"] as JsonArray ?? []).Select(one => one!.AsObject())];
        for (int i = 0; i < ports.Length; i++)
        {
            string place = $"spec.ports[{i}]";
            if (ports.Length > 1 && (string?)ports[i]["name"] is null or "") causes.Add(Rule.Required($"{place}.name"));
            CheckPort(ports[i]["port"], $"{place}.port", causes);
            if (ports[i]["targetPort"]?.GetValueKind() == JsonValueKind.Number) CheckPort(ports[i]["targetPort"], $"{place}.targetPort", causes);
        }

        if (old?["spec"]?["clusterIP"] is { } before && !JsonNode.DeepEquals(before, item["spec"]!["clusterIP"]))
            causes.Add(Rule.Invalid("spec.clusterIPs[0]", new JsonArray(item["spec"]!["clusterIP"]?.DeepClone()), "may not change once set"));
    }

    private static void CheckPort(JsonNode? port, string field, List<FieldCause> causes)
    {
        if (Numbers.Read(port) is not (>= 1 and <= 65535)) causes.Add(Rule.Invalid(field, port, "must be between 1 and 65535, inclusive"));
    }
}
