using System.Text.Json.Nodes;

namespace DevCluster.Api.Protobuf;

/// <summary>An OpenAPI v2 document as protobuf: what kubectl reads of it, types, fields and kinds.</summary>
/// <remarks>The field numbers are those of openapi.v2 in https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto.</remarks>
internal static class OpenApiV2Protobuf
{
    public const string Accepted = "application/com.github.proto-openapi.spec.v2";
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    public static byte[] Write(JsonObject document)
    {
        WireWriter writer = new();
        writer.Text(1, "2.0");
        writer.Message(2, info =>
        {
            info.Text(1, (string)document["info"]!["title"]!);
            info.Text(2, (string)document["info"]!["version"]!);
        });
        writer.Message(8, paths =>
        {
            foreach ((string path, JsonNode? item) in document["paths"]!.AsObject()) Named(paths, 2, path, value => value.Message(8, patch => Operation(patch, item!["patch"]!)));
        });
        writer.Message(9, definitions => Schemas(definitions, document["definitions"]!.AsObject()));
        return writer.ToArray();
    }

    private static void Named(WireWriter writer, int field, string name, Action<WireWriter> value) => writer.Message(field, pair =>
    {
        pair.Text(1, name);
        pair.Message(2, value);
    });

    private static void Schemas(WireWriter writer, JsonObject schemas)
    {
        foreach ((string name, JsonNode? schema) in schemas) Named(writer, 1, name, value => Schema(value, schema!.AsObject()));
    }

    private static void Schema(WireWriter writer, JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference) writer.Text(1, reference);
        if ((string?)schema["format"] is { } format) writer.Text(2, format);
        if ((string?)schema["description"] is { } description) writer.Text(4, description);
        foreach (JsonNode? name in schema["required"] as JsonArray ?? []) writer.Text(19, (string)name!);
        if (schema["additionalProperties"] is JsonObject additional) writer.Message(21, item => item.Message(1, value => Schema(value, additional)));
        if ((string?)schema["type"] is { } type) writer.Message(22, item => item.Text(1, type));
        if (schema["items"] is JsonObject items) writer.Message(23, item => item.Message(1, value => Schema(value, items)));
        // An object that may hold anything must not show fields: kubectl would take others for mistakes.
        bool open = (bool?)schema["x-kubernetes-preserve-unknown-fields"] == true;
        if (!open && schema["properties"] is JsonObject { Count: > 0 } properties) writer.Message(25, item => Schemas(item, properties));
        Extensions(writer, 31, schema);
    }

    private static void Operation(WireWriter writer, JsonNode operation)
    {
        writer.Text(5, (string)operation["operationId"]!);
        foreach (JsonNode? parameter in operation["parameters"]!.AsArray())
            writer.Message(8, item => item.Message(1, one => one.Message(2, plain => plain.Message(3, query =>
            {
                query.Text(2, "query");
                query.Text(4, (string)parameter!["name"]!);
            }))));
        Extensions(writer, 13, operation.AsObject());
    }

    /// <summary>JSON is YAML, in which extensions are written.</summary>
    private static void Extensions(WireWriter writer, int field, JsonObject owner)
    {
        foreach ((string name, JsonNode? value) in owner.Where(pair => pair.Key.StartsWith("x-kubernetes-", StringComparison.Ordinal)))
            Named(writer, field, name, any => any.Text(2, value!.ToJsonString()));
    }
}
