using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Lays a configuration over an object, and takes fields out of one.</summary>
internal static class TypedMerge
{
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, Shape shape) => (live, applied, shape.Kind) switch
    {
        (_, null, _) => live?.DeepClone(),
        (JsonObject old, JsonObject map, ShapeKind.Map or ShapeKind.Any) => MergeMap(old, map, shape),
        (JsonArray old, JsonArray list, ShapeKind.KeyedList or ShapeKind.Set) => MergeList(old, list, shape),
        _ => applied.DeepClone(),
    };

    /// <summary>A copy without the members of the set; what becomes empty by that goes too.</summary>
    public static JsonNode? Remove(JsonNode? value, FieldSet set, Shape shape) => (value, shape.Kind) switch
    {
        (JsonObject map, ShapeKind.Map or ShapeKind.Any) => RemoveFields(map, set, shape),
        (JsonArray list, ShapeKind.KeyedList or ShapeKind.Set) => RemoveItems(list, set, shape),
        _ => value?.DeepClone(),
    };

    private static JsonObject MergeMap(JsonObject live, JsonObject applied, Shape shape)
    {
        JsonObject result = live.DeepClone().AsObject();
        foreach ((string key, JsonNode? value) in applied)
            if (value is not null) result[key] = Merge(result[key], value, shape.Of(key));
        return result;
    }

    // The applied items keep their order; items of others stay in front of the applied one that followed them.
    private static JsonArray MergeList(JsonArray live, JsonArray applied, Shape shape)
    {
        Dictionary<string, JsonNode?> wanted = [];
        foreach (JsonNode? item in applied) wanted.TryAdd(PathElements.Item(item, shape), item);
        List<string> order = [.. wanted.Keys];
        List<JsonNode?> result = [];
        int next = 0;
        Dictionary<string, JsonNode?> old = [];
        foreach (JsonNode? item in live) old.TryAdd(PathElements.Item(item, shape), item);
        void Take(string element) => result.Add(Merge(old.GetValueOrDefault(element), wanted[element], shape.Element ?? Shape.Any));
        foreach ((string element, JsonNode? item) in old)
        {
            if (!wanted.ContainsKey(element)) result.Add(item?.DeepClone());
            else if (order.IndexOf(element) is var at && at >= next)
                for (; next <= at; next++) Take(order[next]);
        }

        for (; next < order.Count; next++) Take(order[next]);
        return [.. result];
    }

    private static JsonObject? RemoveFields(JsonObject map, FieldSet set, Shape shape)
    {
        JsonObject result = [];
        foreach ((string key, JsonNode? value) in map)
        {
            FieldSet child = set.Child(PathElements.Field(key));
            if (child.IsMember) continue;
            if (!child.HasChildren) result[key] = value?.DeepClone();
            else if (Remove(value, child, shape.Of(key)) is { } kept) result[key] = kept;
        }

        return result.Count == 0 && map.Count > 0 ? null : result;
    }

    private static JsonArray? RemoveItems(JsonArray list, FieldSet set, Shape shape)
    {
        JsonArray result = [];
        foreach (JsonNode? item in list)
        {
            FieldSet child = set.Child(PathElements.Item(item, shape));
            if (!child.IsMember) result.Add(child.HasChildren ? Remove(item, child, shape.Element ?? Shape.Any) : item?.DeepClone());
        }

        return result.Count == 0 && list.Count > 0 ? null : result;
    }
}
