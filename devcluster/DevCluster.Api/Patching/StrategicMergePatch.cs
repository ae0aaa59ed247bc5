using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Patching;

/// <summary>Strategic merge patch: a merge patch that joins lists by key and obeys $-directives.</summary>
public static class StrategicMergePatch
{
    private const string Order = "$setElementOrder/";
    private const string DeletePrimitives = "$deleteFromPrimitiveList/";
    private const string RetainKeys = "$retainKeys";
    private const string Directive = "$patch";

    /// <summary>The patched copy of an object of a built-in kind.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch, string apiVersion, string kind)
        => Merge(target, patch, BuiltInShapes.Of(apiVersion, kind)) ?? [];

    /// <summary>Merges two objects; null means that the patch deletes the object.</summary>
    internal static JsonObject? Merge(JsonObject target, JsonObject patch, Shape shape)
    {
        switch (DirectiveOf(patch))
        {
            case "replace":
                return Plain(patch);
            case "delete":
                return null;
        }

        JsonObject result = target.DeepClone().AsObject();
        Retain(result, patch);
        foreach ((string key, JsonNode? value) in patch)
        {
            if (key.StartsWith('$')) continue;
            if (value is null) result.Remove(key);
            else MergeField(result, key, value, shape.Of(key), patch);
        }

        foreach ((string key, JsonNode? value) in patch)
        {
            if (key.StartsWith(DeletePrimitives, StringComparison.Ordinal)) StrategicList.Remove(result, key[DeletePrimitives.Length..], ListOf(value));
            else if (key.StartsWith(Order, StringComparison.Ordinal)) Reorder(result, key[Order.Length..], ListOf(value), shape, patch);
        }

        return result;
    }

    internal static string? DirectiveOf(JsonObject patch)
    {
        if (patch[Directive] is not { } node) return null;
        return (string?)node is "replace" or "delete" or "merge" ? (string?)node : throw PatchErrors.Malformed("unknown patch type found: " + node.ToJsonString());
    }

    /// <summary>A value of a patch as it is stored: without directives and without nulls.</summary>
    internal static JsonObject Plain(JsonObject patch)
    {
        JsonObject result = [];
        foreach ((string key, JsonNode? value) in patch)
            if (!key.StartsWith('$') && value is not null) result[key] = PlainNode(value);
        return result;
    }

    internal static JsonNode PlainNode(JsonNode value) => value switch
    {
        JsonObject map => Plain(map),
        JsonArray list => new JsonArray([.. list.Where(item => item is not JsonObject map || DirectiveOf(map) is null).Select(item => item is null ? null : PlainNode(item))]),
        _ => value.DeepClone(),
    };

    private static void MergeField(JsonObject result, string key, JsonNode value, Shape shape, JsonObject patch)
    {
        switch (value)
        {
            case JsonObject map:
                JsonObject old = result[key] as JsonObject ?? [];
                if (Merge(old, map, shape) is { } merged) result[key] = merged;
                else result.Remove(key);
                break;
            case JsonArray list when shape.MergeKey is { } mergeKey:
                result[key] = StrategicList.Merge(result[key] as JsonArray ?? [], list, mergeKey, shape.Element ?? Shape.Loose, patch.ContainsKey(Order + key));
                break;
            default:
                result[key] = PlainNode(value);
                break;
        }
    }

    private static void Retain(JsonObject result, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeys, out JsonNode? node)) return;
        if (node is not JsonArray list) throw PatchErrors.Malformed("invalid patch format of retainKeys");
        HashSet<string> kept = [.. list.Select(item => (string?)item ?? "")];
        if (patch.Any(field => !field.Key.StartsWith('$') && field.Value is not null && !kept.Contains(field.Key)))
            throw PatchErrors.Malformed("invalid patch format of retainKeys");
        foreach (string key in result.Select(field => field.Key).Where(key => !kept.Contains(key)).ToList()) result.Remove(key);
    }

    private static void Reorder(JsonObject result, string key, JsonArray order, Shape shape, JsonObject patch)
    {
        if (result[key] is not JsonArray items) return;
        string mergeKey = shape.Of(key).MergeKey ?? "";
        result[key] = StrategicList.Reorder(items, order, patch[key] as JsonArray ?? [], mergeKey);
    }

    private static JsonArray ListOf(JsonNode? node) => node as JsonArray ?? throw PatchErrors.Malformed("invalid patch format of a list directive");
}
