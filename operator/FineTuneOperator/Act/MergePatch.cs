using System.Text.Json.Nodes;

namespace FineTuneOperator.Act;

/// <summary>RFC 7386: the smallest patch that makes one JSON object into another.</summary>
internal static class MergePatch
{
    /// <summary>The patch; null when nothing differs.</summary>
    public static JsonObject? Between(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach ((string name, JsonNode? _) in from.Where(pair => !to.ContainsKey(pair.Key))) patch[name] = null;
        foreach ((string name, JsonNode? value) in to)
        {
            JsonNode? old = from[name];
            if (JsonNode.DeepEquals(old, value)) continue;
            patch[name] = old is JsonObject before && value is JsonObject after ? Between(before, after) : value?.DeepClone();
        }

        return patch.Count == 0 ? null : patch;
    }
}
