using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>Holds an applied configuration against its types, with a real server's words.</summary>
internal static class TypeCheck
{
    public static void Require(JsonObject applied, Shape shape)
    {
        List<string> errors = [];
        Check(applied, shape, "", errors);
        if (errors.Count == 0) return;
        string apiVersion = (string?)applied["apiVersion"] ?? "";
        string group = apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : "/" + apiVersion;
        string found = errors.Count == 1 ? errors[0] : "errors:\n" + string.Join('\n', errors.Select(error => "  " + error));
        JsonNode? metadata = applied["metadata"];
        throw new ApiException(500, "",
            $"failed to create typed patch object ({(string?)metadata?["namespace"]}/{(string?)metadata?["name"]}; {group}, Kind={(string?)applied["kind"]}): {found}");
    }

    private static void Check(JsonNode? value, Shape shape, string path, List<string> errors)
    {
        if (value is null) return;
        switch (shape.Kind)
        {
            case ShapeKind.Scalar:
                CheckScalar(value, shape.Scalar, path, errors);
                break;
            case ShapeKind.Map when value is not JsonObject:
                errors.Add($"{path}: expected map, got {Show(value)}");
                break;
            case ShapeKind.Map or ShapeKind.Any when value is JsonObject map:
                foreach ((string key, JsonNode? child) in map)
                {
                    if (shape.Closed && !shape.Fields.ContainsKey(key)) errors.Add($"{path}.{key}: field not declared in schema");
                    else Check(child, shape.Of(key), $"{path}.{key}", errors);
                }

                break;
            case ShapeKind.KeyedList or ShapeKind.Set:
                CheckList(value, shape, path, errors);
                break;
        }
    }

    private static void CheckList(JsonNode value, Shape shape, string path, List<string> errors)
    {
        if (value is not JsonArray list)
        {
            errors.Add($"{path}: expected list, got {Show(value)}");
            return;
        }

        HashSet<string> seen = [];
        for (int i = 0; i < list.Count; i++)
        {
            string? missing = shape.Keys.FirstOrDefault(key => list[i]?[key] is null && !shape.KeyDefaults.ContainsKey(key));
            string element = PathElements.Item(list[i], shape);
            if (missing is not null) errors.Add($"{path}: element {i}: associative list with keys has an element that omits key field \"{missing}\" (and doesn't have default value)");
            else if (!seen.Add(element)) errors.Add($"{path}: duplicate entries for key {PathElements.Show(element)}");
            else if (shape.Element is { } item) Check(list[i], item, path + PathElements.Show(element), errors);
        }
    }

    private static void CheckScalar(JsonNode value, string type, string path, List<string> errors)
    {
        string? problem = (type, value.GetValueKind()) switch
        {
            (_, JsonValueKind.Object or JsonValueKind.Array) => $"expected scalar, got {Show(value)}",
            ("string", not JsonValueKind.String) => $"expected string, got {Show(value)}",
            ("boolean", not (JsonValueKind.True or JsonValueKind.False)) => $"expected boolean, got {GoType(value)}",
            ("numeric", not JsonValueKind.Number) => $"expected numeric (int or float), got {GoType(value)}",
            _ => null,
        };
        if (problem is not null) errors.Add($"{path}: {problem}");
    }

    private static string Show(JsonNode value) => $"&value.valueUnstructured{{Value:{value.ToJsonString()}}}";

    private static string GoType(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => Numbers.IsWhole(value) ? "int64" : "float64",
        _ => "bool",
    };
}
