using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>The fields in which two states of an object differ.</summary>
internal sealed record FieldChanges(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    private static readonly FieldChanges Nothing = new(FieldSet.Empty, FieldSet.Empty, FieldSet.Empty);

    // What a built-in object holds even when it was sent empty, so that nobody is its first owner.
    private static readonly string[] AlwaysThere =
        ["f:metadata", "f:spec", "f:status", "f:template", "f:containers", "f:involvedObject", "f:source", "f:loadBalancer", "f:nodeInfo", "f:daemonEndpoints"];

    /// <summary>Compares two states; builtIn says whether the kind has fields that are always there.</summary>
    public static FieldChanges Between(JsonNode? before, JsonNode? after, Shape shape, bool builtIn)
        => Compare(before, after, shape, element => builtIn ? AlwaysThere.Contains(element) : element == "f:metadata", standing: true);

    public FieldSet Written => Added.Union(Modified);

    private static FieldChanges Compare(JsonNode? before, JsonNode? after, Shape shape, Func<string, bool> standsAlone, bool standing)
    {
        if (before is null && after is null) return Nothing;
        bool hollow = IsHollow(before) && IsHollow(after);
        if (hollow || Parts(before, after, shape) is not { } pairs) return standing && (before is null || after is null) ? Nothing : Leaf(before, after);
        var below = pairs.ToDictionary(
            pair => pair.Key, pair => Compare(pair.Value.Before, pair.Value.After, pair.Value.Shape, standsAlone, standing && standsAlone(pair.Key)));
        return new FieldChanges(
            FieldSet.Of(before is null && !standing, below.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Added))),
            FieldSet.Of(false, below.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Modified))),
            FieldSet.Of(after is null && !standing, below.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Removed))));
    }

    private static Dictionary<string, (JsonNode? Before, JsonNode? After, Shape Shape)>? Parts(JsonNode? before, JsonNode? after, Shape shape)
    {
        List<Part>? old = PathElements.Parts(before, shape);
        List<Part>? current = PathElements.Parts(after, shape);
        if ((before is not null && old is null) || (after is not null && current is null)) return null;
        Dictionary<string, (JsonNode? Before, JsonNode? After, Shape Shape)> pairs = [];
        foreach (Part part in old ?? []) pairs[part.Element] = (part.Value, null, part.Shape);
        foreach (Part part in current ?? []) pairs[part.Element] = (pairs.GetValueOrDefault(part.Element).Before, part.Value, part.Shape);
        return pairs;
    }

    private static FieldChanges Leaf(JsonNode? before, JsonNode? after)
    {
        if (before is null) return Nothing with { Added = FieldSet.Leaf };
        if (after is null) return Nothing with { Removed = FieldSet.Leaf };
        return JsonNode.DeepEquals(before, after) ? Nothing : Nothing with { Modified = FieldSet.Leaf };
    }

    private static bool IsHollow(JsonNode? value) => value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };
}
