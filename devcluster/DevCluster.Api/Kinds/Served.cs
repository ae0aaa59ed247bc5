using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Kinds;

/// <summary>One object may be served in several versions: stored as one of them, read and written as another.</summary>
internal static class Served
{
    // core/v1 and events.k8s.io/v1 are two views of the same events, with other names for some fields.
    private static readonly (string Core, string New)[] EventFields =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ];

    /// <summary>A stored object as a kind serves it, with the defaults that its definition has now.</summary>
    public static JsonObject Read(ResourceKind kind, JsonObject stored)
    {
        if (kind.Resource == "events.events.k8s.io") return Renamed(stored, kind.ApiVersion, EventFields.Select(pair => (pair.Core, pair.New)));
        if (!kind.Custom) return stored;
        if ((string?)stored["apiVersion"] == kind.ApiVersion && kind.Schema?.AnyDefault != true) return stored;
        JsonObject item = stored.DeepClone().AsObject();
        item["apiVersion"] = kind.ApiVersion;
        kind.Schema?.Default(item);
        return item;
    }

    /// <summary>An object of a kind as it is stored.</summary>
    public static JsonObject Store(ResourceKind kind, JsonObject item)
        => kind.Resource == "events.events.k8s.io" ? Renamed(item, "v1", EventFields.Select(pair => (pair.New, pair.Core))) : item;

    private static JsonObject Renamed(JsonObject item, string apiVersion, IEnumerable<(string From, string To)> names)
    {
        var to = names.ToDictionary(pair => pair.From, pair => pair.To);
        JsonObject result = [];
        foreach ((string field, JsonNode? value) in item) result[to.GetValueOrDefault(field, field)] = value?.DeepClone();
        result["apiVersion"] = apiVersion;
        return new Typed.GoDecoder([]).Read(result, BuiltInShapes.Of(apiVersion, "Event"));
    }
}
