using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>What an update may change in a Pod's spec: images, a shorter deadline, more tolerations, fewer scheduling gates.</summary>
internal static class PodUpdateRules
{
    private const string Allowed = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
        + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static void Check(JsonObject spec, JsonObject old, List<FieldCause> causes)
    {
        CheckGates(spec, old, causes);
        if (Numbers.Read(spec["activeDeadlineSeconds"]) > Numbers.Read(old["activeDeadlineSeconds"]))
            causes.Add(Rule.Invalid("spec.activeDeadlineSeconds", spec["activeDeadlineSeconds"], "must be less than or equal to previous value"));
        bool gated = old["schedulingGates"] is JsonArray { Count: > 0 };
        JsonObject now = Fixed(spec, gated);
        JsonObject before = Fixed(old, gated);
        if (JsonNode.DeepEquals(now, before) && Keeps(spec["tolerations"] as JsonArray ?? [], old["tolerations"] as JsonArray ?? [])) return;
        IEnumerable<string> changed = now.Select(pair => pair.Key).Union(before.Select(pair => pair.Key)).Where(field => !JsonNode.DeepEquals(now[field], before[field]));
        causes.Add(Rule.Forbidden("spec", $"{Allowed}\n  changed: {string.Join(", ", changed.DefaultIfEmpty("tolerations"))}"));
    }

    private static void CheckGates(JsonObject spec, JsonObject old, List<FieldCause> causes)
    {
        JsonArray gates = spec["schedulingGates"] as JsonArray ?? [];
        for (int i = 0; i < gates.Count; i++)
            if (!(old["schedulingGates"] as JsonArray ?? []).Any(one => JsonNode.DeepEquals(one, gates[i])))
                causes.Add(Rule.Forbidden($"spec.schedulingGates[{i}].name", $"only deletion is allowed, but found new scheduling gate '{(string?)gates[i]!["name"]}'"));
    }

    /// <summary>The spec without what may change; a pod that waits at a gate may also be steered to other nodes.</summary>
    private static JsonObject Fixed(JsonObject spec, bool gated)
    {
        JsonObject copy = spec.DeepClone().AsObject();
        foreach (string field in (string[])["activeDeadlineSeconds", "tolerations", "schedulingGates"]) copy.Remove(field);
        foreach (string field in gated ? (string[])["nodeSelector", "affinity"] : []) copy.Remove(field);
        foreach (string list in (string[])["containers", "initContainers"])
            foreach (JsonNode? container in copy[list] as JsonArray ?? []) container!.AsObject().Remove("image");
        return copy;
    }

    private static bool Keeps(JsonArray now, JsonArray before) => before.All(one => now.Any(other => JsonNode.DeepEquals(one, other)));
}
