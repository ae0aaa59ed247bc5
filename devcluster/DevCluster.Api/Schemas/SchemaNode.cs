using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>One node of an openAPIV3Schema, read once.</summary>
internal sealed class SchemaNode
{
    private readonly JsonObject _json;

    public SchemaNode(JsonObject json)
    {
        _json = json;
        Type = Text("type") ?? "";
        Properties = (json["properties"] as JsonObject)?.ToDictionary(pair => pair.Key, pair => new SchemaNode(pair.Value!.AsObject())) ?? [];
        Items = json["items"] is JsonObject items ? new SchemaNode(items) : null;
        Additional = json["additionalProperties"] is JsonObject additional ? new SchemaNode(additional) : null;
        AnyAdditional = json["additionalProperties"] is JsonValue allowed && allowed.TryGetValue(out bool any) && any;
        Required = Strings("required");
        MapKeys = Strings("x-kubernetes-list-map-keys");
        Enum = json["enum"] as JsonArray;
        Nullable = Flag("nullable");
        Preserve = Flag("x-kubernetes-preserve-unknown-fields");
        IntOrString = Flag("x-kubernetes-int-or-string") || Text("format") == "int-or-string";
        Embedded = Flag("x-kubernetes-embedded-resource");
        ListType = Text("x-kubernetes-list-type") ?? "atomic";
        Format = Text("format") ?? "";
        Pattern = Text("pattern");
        AnyOf = Nodes("anyOf");
        AllOf = Nodes("allOf");
        OneOf = Nodes("oneOf");
        Not = json["not"] is JsonObject not ? new SchemaNode(not) : null;
        Rules = [.. (json["x-kubernetes-validations"] as JsonArray ?? []).Select(rule => CelRule.Read(rule!.AsObject()))];
        AnyRules = Rules.Count > 0 || Children.Any(child => child.AnyRules);
        AnyDefault = HasDefault || Children.Any(child => child.AnyDefault);
    }

    public string Type { get; }
    public IReadOnlyDictionary<string, SchemaNode> Properties { get; }
    public SchemaNode? Items { get; }
    public SchemaNode? Additional { get; }
    public bool AnyAdditional { get; }
    public IReadOnlyList<string> Required { get; }
    public IReadOnlyList<string> MapKeys { get; }
    public JsonArray? Enum { get; }
    public bool Nullable { get; }
    public bool Preserve { get; }
    public bool IntOrString { get; }
    public bool Embedded { get; }
    public string ListType { get; }
    public string Format { get; }
    public string? Pattern { get; }
    public IReadOnlyList<SchemaNode> AnyOf { get; }
    public IReadOnlyList<SchemaNode> AllOf { get; }
    public IReadOnlyList<SchemaNode> OneOf { get; }
    public SchemaNode? Not { get; }
    public IReadOnlyList<CelRule> Rules { get; }

    public bool HasDefault => _json.ContainsKey("default");
    public JsonNode? Default => _json["default"]?.DeepClone();
    public bool AtomicMap => Text("x-kubernetes-map-type") == "atomic";

    /// <summary>Whether a rule stands here or below.</summary>
    public bool AnyRules { get; }

    /// <summary>Whether a default stands here or below.</summary>
    public bool AnyDefault { get; }

    public JsonNode? Bound(string name) => _json[name];

    public long? Count(string name) => _json[name] is JsonValue value && Numbers.Read(value) is { } number ? (long)number : null;

    public bool Flag(string name) => _json[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private IEnumerable<SchemaNode> Children
        => Properties.Values.Concat(Items is null ? [] : [Items]).Concat(Additional is null ? [] : [Additional]);

    private string? Text(string name) => _json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private List<string> Strings(string name) => [.. (_json[name] as JsonArray ?? []).Select(item => (string)item!)];

    private List<SchemaNode> Nodes(string name) => [.. (_json[name] as JsonArray ?? []).OfType<JsonObject>().Select(item => new SchemaNode(item))];
}
