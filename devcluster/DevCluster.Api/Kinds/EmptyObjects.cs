using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Kinds;

/// <summary>The object of a bookmark: nothing but metadata, and the fields that Go always writes.</summary>
internal static class EmptyObjects
{
    public static JsonObject Of(ResourceKind kind, JsonObject metadata)
    {
        JsonObject item = new() { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion, ["metadata"] = metadata };
        return kind.Custom ? item : new GoDecoder([]).Read(item, BuiltInShapes.Of(kind.ApiVersion, kind.Kind));
    }
}
