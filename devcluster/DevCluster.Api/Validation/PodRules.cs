using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of Pods; what an update may change stands in PodUpdateRules.</summary>
internal static class PodRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        if (old is not null)
        {
            PodUpdateRules.Check(item["spec"]!.AsObject(), old["spec"]!.AsObject(), causes);
            return;
        }

        JsonObject spec = item["spec"]!.AsObject();
        CheckSpec(spec, "spec", causes);
        if (spec["serviceAccountName"] is null) CheckTokens(spec, causes);
        if ((string?)spec["restartPolicy"] is not ("Always" or "OnFailure" or "Never"))
            causes.Add(Rule.Unsupported("spec.restartPolicy", spec["restartPolicy"], "Always", "OnFailure", "Never"));
    }

    /// <summary>What holds for the spec of a pod and of a pod template, at the place where it stands.</summary>
    public static void CheckSpec(JsonObject spec, string place, List<FieldCause> causes)
    {
        if (spec["containers"] is not JsonArray { Count: > 0 }) causes.Add(Rule.Required($"{place}.containers"));
        HashSet<string> names = [];
        string[] volumes = [.. (spec["volumes"] as JsonArray ?? []).Select(one => (string)one!["name"]!)];
        foreach (string list in (string[])["initContainers", "containers"])
            for (int i = 0; i < ((spec[list] as JsonArray)?.Count ?? 0); i++)
                ContainerRules.Check(spec[list]![i]!.AsObject(), $"{place}.{list}[{i}]", names, volumes, causes);
    }

    // Templates may leave the account to the server; a pod has one by now.
    private static void CheckTokens(JsonObject spec, List<FieldCause> causes)
    {
        JsonArray volumes = spec["volumes"] as JsonArray ?? [];
        for (int i = 0; i < volumes.Count; i++)
        {
            JsonArray sources = volumes[i]!["projected"]?["sources"] as JsonArray ?? [];
            for (int at = 0; at < sources.Count; at++)
                if (sources[at]!["serviceAccountToken"] is not null)
                    causes.Add(Rule.Forbidden($"spec.volumes[{i}].projected.sources[{at}].serviceAccountToken", "must not be specified when serviceAccountName is not set"));
        }
    }
}
