using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Patching;

/// <summary>The lists of a strategic merge patch: joined by key, or as a set of scalars when the key is empty.</summary>
internal static class StrategicList
{
    public static JsonArray Merge(JsonArray old, JsonArray patch, string mergeKey, Shape element, bool ordered)
    {
        if (mergeKey.Length == 0) return Union(old, patch);
        List<JsonNode?> items = [.. old.Select(item => item?.DeepClone())];
        JsonObject[] changes = [.. patch.Select(item => item as JsonObject ?? throw PatchErrors.Malformed("invalid list element: must be an object"))];
        if (changes.Any(change => StrategicMergePatch.DirectiveOf(change) == "replace")) return StrategicMergePatch.PlainNode(patch).AsArray();
        List<JsonNode?> added = [];
        foreach (JsonObject change in changes)
        {
            JsonNode key = change[mergeKey] ?? throw PatchErrors.Malformed($"map: {change.ToJsonString()} does not contain declared merge key: {mergeKey}");
            int at = items.FindIndex(item => JsonNode.DeepEquals(item?[mergeKey], key));
            if (StrategicMergePatch.DirectiveOf(change) == "delete")
                items.RemoveAll(item => JsonNode.DeepEquals(item?[mergeKey], key));
            else if (at >= 0)
                items[at] = StrategicMergePatch.Merge(items[at]!.AsObject(), change, element);
            else
                added.Add(StrategicMergePatch.Merge([], change, element));
        }

        // New items of a list without an explicit order come first, as a real server puts them.
        List<JsonNode?> merged = ordered ? [.. items, .. added] : [.. InPatchOrder(items, added, changes, mergeKey)];
        return [.. merged];
    }

    public static void Remove(JsonObject owner, string key, JsonArray values)
    {
        if (owner[key] is not JsonArray list) return;
        owner[key] = new JsonArray([.. list.Where(item => !values.Any(value => JsonNode.DeepEquals(value, item))).Select(item => item?.DeepClone())]);
    }

    /// <summary>Orders the items: those named by order as it says; the others stay before the item that followed them.</summary>
    public static JsonArray Reorder(JsonArray items, JsonArray order, JsonArray patch, string mergeKey)
    {
        List<JsonNode?> all = [.. items.Select(item => item?.DeepClone())];
        int Place(JsonNode? item) => IndexOf(order, Key(item, mergeKey), mergeKey);
        List<JsonNode?> named = [.. all.Where(item => Place(item) >= 0).OrderBy(Place)];
        List<JsonNode?> result = [];
        int next = 0;
        int pending = 0;
        foreach (JsonNode? item in all)
        {
            if (Place(item) < 0 && IndexOf(patch, Key(item, mergeKey), mergeKey) < 0)
            {
                result.AddRange(named.Skip(next).Take(pending));
                next += pending;
                pending = 0;
                result.Add(item);
            }
            else if (Place(item) >= 0)
            {
                pending++;
            }
        }

        result.AddRange(named.Skip(next));
        return [.. result];
    }

    // The items of the patch, in its order, among the untouched ones: an item goes first where both were there before and it was the earlier one.
    private static List<JsonNode?> InPatchOrder(List<JsonNode?> items, List<JsonNode?> added, JsonObject[] changes, string mergeKey)
    {
        List<JsonNode?> touched = [.. changes.Select(change => items.Concat(added).FirstOrDefault(item => JsonNode.DeepEquals(item?[mergeKey], change[mergeKey]))).Where(item => item is not null)];
        List<JsonNode?> untouched = [.. items.Where(item => !touched.Contains(item))];
        List<JsonNode?> result = [];
        int next = 0;
        foreach (JsonNode? item in untouched)
        {
            while (next < touched.Count && !(items.Contains(touched[next]) && items.IndexOf(item) < items.IndexOf(touched[next]))) result.Add(touched[next++]);
            result.Add(item);
        }

        return [.. result, .. touched.Skip(next)];
    }

    private static JsonArray Union(JsonArray old, JsonArray patch)
    {
        JsonArray result = old.DeepClone().AsArray();
        foreach (JsonNode? value in patch)
            if (!result.Any(item => JsonNode.DeepEquals(item, value))) result.Add(value?.DeepClone());
        return result;
    }

    private static JsonNode? Key(JsonNode? item, string mergeKey) => mergeKey.Length == 0 ? item : item?[mergeKey];

    private static int IndexOf(JsonArray list, JsonNode? key, string mergeKey)
    {
        for (int i = 0; i < list.Count; i++) if (JsonNode.DeepEquals(Key(list[i], mergeKey), key)) return i;
        return -1;
    }
}
