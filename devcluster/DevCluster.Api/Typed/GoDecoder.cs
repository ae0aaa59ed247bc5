using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Typed;

/// <summary>Reads an object as Go reads it into its type and writes it again: what no type declares is gone, empty values are left out, and what Go always writes is there.</summary>
internal sealed class GoDecoder(IReadOnlyCollection<string> duplicates)
{
    /// <summary>Unknown and repeated fields, in the order in which they stand in the body.</summary>
    public List<string> Complaints { get; } = [];

    public JsonObject Read(JsonObject sent, Shape shape, string path = "") => Struct(sent, shape, path);

    /// <summary>The value as Go writes it; null for one that it leaves out.</summary>
    private JsonNode? Value(JsonNode value, Shape shape, string path, string owner, string field) => shape.Form switch
    {
        ValueForm.Struct => value is JsonObject map ? Struct(map, shape, path) : throw Wrong(value, owner, field, "v1." + shape.Type),
        ValueForm.Map => value is JsonObject map ? Map(map, shape, path, owner, field) : throw Wrong(value, owner, field, GoTypes.NameOf(shape)),
        ValueForm.List => value is JsonArray list ? List(list, shape, path, owner, field) : throw Wrong(value, owner, field, GoTypes.NameOf(shape)),
        ValueForm.Scalar => GoScalars.Read(value, shape) ?? throw Wrong(value, owner, field, GoTypes.NameOf(shape)),
        _ => value.DeepClone(),
    };

    private JsonObject Struct(JsonObject sent, Shape shape, string path)
    {
        JsonObject result = [];
        foreach ((string name, JsonNode? value) in sent)
        {
            string child = path.Length == 0 ? name : $"{path}.{name}";
            if (duplicates.Contains(child)) Complaints.Add($"duplicate field \"{child}\"");
            if (!shape.Fields.TryGetValue(name, out Shape? field)) Complaints.Add($"unknown field \"{child}\"");
            else if (value is not null && Value(value, field, child, shape.Type, Plain(child)) is { } read && (field.Always || !IsLeftOut(read, field))) result[name] = read;
        }

        foreach ((string name, Shape field) in shape.Fields)
            if (field.Always && !result.ContainsKey(name)) result[name] = Zero(field);
        return result;
    }

    private JsonObject Map(JsonObject sent, Shape shape, string path, string owner, string field)
    {
        JsonObject result = [];
        foreach ((string key, JsonNode? value) in sent)
        {
            string child = $"{path}.{key}";
            if (duplicates.Contains(child)) Complaints.Add($"duplicate field \"{child}\"");
            result[key] = value is null ? Zero(shape.Element!) : Value(value, shape.Element!, child, owner, field);
        }

        return result;
    }

    private JsonArray List(JsonArray sent, Shape shape, string path, string owner, string field)
    {
        JsonArray result = [];
        for (int i = 0; i < sent.Count; i++)
            result.Add(sent[i] is { } item ? Value(item, shape.Element!, $"{path}[{i}]", owner, field) : Zero(shape.Element!));
        return result;
    }

    /// <summary>What Go writes for a field that nobody set.</summary>
    public static JsonNode? Zero(Shape shape) => shape.Form switch
    {
        _ when shape.KeepEmpty => null,
        ValueForm.Struct => new GoDecoder([]).Struct([], shape, ""),
        ValueForm.Scalar => shape.Type switch
        {
            "string" => "",
            "quantity" => "0",
            "bool" => false,
            "int" or "long" or "double" or "intstr" => 0,
            _ => null,
        },
        _ => null,
    };

    private static bool IsLeftOut(JsonNode value, Shape field) => value switch
    {
        JsonArray { Count: 0 } => true,
        JsonObject { Count: 0 } => field.Form == ValueForm.Map,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => ((string)text!).Length == 0 && field.Type == "string" && !field.KeepEmpty,
        JsonValue scalar => field.OmitZero && (scalar.GetValueKind() == JsonValueKind.False || Numbers.Read(scalar) == 0),
        _ => false,
    };

    /// <summary>Go names a field by the names on the way to it, without the indices.</summary>
    private static string Plain(string path) => string.Join('.', path.Split('.').Select(part => part.Split('[')[0]));

    private static GoDecodingException Wrong(JsonNode value, string owner, string field, string type)
        => new($"json: cannot unmarshal {GoTypes.KindOf(value)} into Go struct field {owner}.{field} of type {type}");
}
