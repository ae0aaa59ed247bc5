using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>The shape of a custom resource, from its schema.</summary>
internal static class CustomShapes
{
    public static Shape Of(JsonObject openApiV3Schema) => OfObject(new SchemaNode(openApiV3Schema), resource: true);

    private static Shape Of(SchemaNode schema) => schema switch
    {
        { IntOrString: true } => new Shape(ShapeKind.Scalar),
        { Type: "object", AtomicMap: true } => Shape.Atomic,
        { Type: "object" } => OfObject(schema, schema.Embedded),
        { Type: "array" } => OfList(schema),
        { Type: "integer" or "number" } => new Shape(ShapeKind.Scalar) { Scalar = "numeric" },
        { Type: "string" or "boolean" } => new Shape(ShapeKind.Scalar) { Scalar = schema.Type },
        _ => Shape.Any,
    };

    private static Shape OfObject(SchemaNode schema, bool resource)
    {
        var fields = schema.Properties.ToDictionary(pair => pair.Key, pair => Of(pair.Value));
        if (resource)
        {
            fields["apiVersion"] = fields["kind"] = new Shape(ShapeKind.Scalar) { Scalar = "string" };
            fields["metadata"] = BuiltInShapes.Metadata;
        }

        Shape? element = schema.Additional is { } additional ? Of(additional) : schema.Preserve || schema.AnyAdditional ? Shape.Any : null;
        return new Shape(ShapeKind.Map) { Fields = fields, Element = element, Named = element is null, Closed = element is null };
    }

    private static Shape OfList(SchemaNode schema) => schema.ListType switch
    {
        "set" => new Shape(ShapeKind.Set),
        "map" when schema.Items is { } items => new Shape(ShapeKind.KeyedList)
        {
            Element = Of(items),
            Keys = schema.MapKeys,
            KeyDefaults = schema.MapKeys.Where(key => items.Properties.GetValueOrDefault(key)?.Default is JsonValue)
                .ToDictionary(key => key, key => items.Properties[key].Default!.ToString()),
        },
        _ => Shape.Atomic,
    };
}
