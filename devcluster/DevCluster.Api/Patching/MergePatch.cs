using System.Text.Json.Nodes;

namespace DevCluster.Api.Patching;

/// <summary>JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces.</summary>
public static class MergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        JsonObject result = (target as JsonObject)?.DeepClone().AsObject() ?? [];
        foreach ((string key, JsonNode? value) in changes)
        {
            if (value is null) result.Remove(key);
            else result[key] = Apply(result[key], value);
        }

        return result;
    }
}
