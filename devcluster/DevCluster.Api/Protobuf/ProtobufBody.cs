using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Protobuf;

/// <summary>Reads the protobuf bodies that kubectl sends for "create" and "auth" as the JSON that they stand for.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    /// <summary>k8s and a zero, then a runtime.Unknown: the kind, and the object as bytes.</summary>
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic)) throw new InvalidDataException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        string apiVersion = "";
        string kind = "";
        ReadOnlySpan<byte> raw = default;
        WireReader unknown = new(body[Magic.Length..]);
        while (unknown.Next())
        {
            if (unknown.Field == 1) (apiVersion, kind) = TypeMeta(unknown.Bytes);
            if (unknown.Field == 2) raw = unknown.Bytes;
        }

        Shape shape = BuiltInShapes.Find(apiVersion, kind) ?? throw new InvalidDataException($"no kind \"{kind}\" is registered for version \"{apiVersion}\"");
        JsonObject item = Message(raw, shape);
        item["apiVersion"] = apiVersion;
        item["kind"] = kind;
        return item;
    }

    private static (string ApiVersion, string Kind) TypeMeta(ReadOnlySpan<byte> bytes)
    {
        (string ApiVersion, string Kind) meta = ("", "");
        WireReader reader = new(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1) meta.ApiVersion = reader.Text;
            if (reader.Field == 2) meta.Kind = reader.Text;
        }

        return meta;
    }

    private static JsonObject Message(ReadOnlySpan<byte> bytes, Shape shape)
    {
        JsonObject item = [];
        WireReader reader = new(bytes);
        while (reader.Next())
        {
            string name = FieldNumbers.Name(shape.Type, reader.Field)
                ?? throw new InvalidDataException($"the development cluster does not read field {reader.Field} of {shape.Type} from protobuf; send JSON");
            Shape field = shape.Fields[name];
            switch (field.Form)
            {
                case ValueForm.List:
                    if (item[name] is not JsonArray) item[name] = new JsonArray();
                    item[name]!.AsArray().Add(Value(reader, field.Element!));
                    break;
                case ValueForm.Map:
                    if (item[name] is not JsonObject) item[name] = new JsonObject();
                    Entry(reader.Bytes, field.Element!, item[name]!.AsObject());
                    break;
                default:
                    item[name] = Value(reader, field);
                    break;
            }
        }

        return item;
    }

    private static void Entry(ReadOnlySpan<byte> bytes, Shape element, JsonObject map)
    {
        string key = "";
        JsonNode? value = element.Type == "string" ? "" : null;
        WireReader reader = new(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1) key = reader.Text;
            else value = Value(reader, element);
        }

        map[key] = value;
    }

    private static JsonNode? Value(WireReader reader, Shape shape) => shape.Form switch
    {
        ValueForm.Struct => Message(reader.Bytes, shape),
        // Lists as values of maps are messages around a list.
        ValueForm.List => Items(reader.Bytes, shape.Element!),
        _ => shape.Type switch
        {
            "string" => reader.Text,
            "bytes" => Convert.ToBase64String(reader.Bytes),
            "bool" => reader.Number != 0,
            "int" or "long" => (long)reader.Number,
            "double" => BitConverter.UInt64BitsToDouble(reader.Number),
            "quantity" => First(reader.Bytes),
            "intstr" => IntOrString(reader.Bytes),
            "time" or "microtime" => Time(reader.Bytes, shape.Type == "microtime"),
            _ => throw new InvalidDataException($"the development cluster does not read a {shape.Type} from protobuf; send JSON"),
        },
    };

    private static JsonArray Items(ReadOnlySpan<byte> bytes, Shape element)
    {
        JsonArray items = [];
        WireReader reader = new(bytes);
        while (reader.Next()) items.Add(Value(reader, element));
        return items;
    }

    private static string First(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return reader.Next() ? reader.Text : "0";
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> bytes)
    {
        (ulong type, ulong number, string text) = (0, 0, "");
        WireReader reader = new(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1) type = reader.Number;
            if (reader.Field == 2) number = reader.Number;
            if (reader.Field == 3) text = reader.Text;
        }

        return type == 0 ? JsonValue.Create((long)number) : JsonValue.Create(text);
    }

    /// <summary>Seconds and nanoseconds; an empty message is no time.</summary>
    private static JsonNode? Time(ReadOnlySpan<byte> bytes, bool micro)
    {
        (long seconds, long nanos) = (0, 0);
        WireReader reader = new(bytes);
        while (reader.Next())
        {
            if (reader.Field == 1) seconds = (long)reader.Number;
            if (reader.Field == 2) nanos = (long)reader.Number;
        }

        if (seconds == 0 && nanos == 0) return null;
        DateTime time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100).UtcDateTime;
        return time.ToString(micro ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
}
