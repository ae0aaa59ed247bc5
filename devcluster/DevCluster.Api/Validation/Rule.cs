using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The causes that validation of built-in kinds reports, in the real server's words.</summary>
internal static class Rule
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FieldCause Invalid(string field, JsonNode? value, string why) => new("FieldValueInvalid", $"Invalid value: {Show(value)}: {why}", field);

    public static FieldCause Required(string field, string why = "") => new("FieldValueRequired", why.Length == 0 ? "Required value" : $"Required value: {why}", field);

    public static FieldCause Forbidden(string field, string why) => new("FieldValueForbidden", $"Forbidden: {why}", field);

    public static FieldCause Duplicate(string field, JsonNode? value) => new("FieldValueDuplicate", $"Duplicate value: {Show(value)}", field);

    public static FieldCause NotFound(string field, JsonNode? value) => new("FieldValueNotFound", $"Not found: {Show(value)}", field);

    public static FieldCause Unsupported(string field, JsonNode? value, params string[] supported)
        => new("FieldValueNotSupported", $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(one => $"\"{one}\""))}", field);

    public static void Immutable(string field, JsonNode? value, JsonNode? old, List<FieldCause> causes)
    {
        if (!JsonNode.DeepEquals(value, old)) causes.Add(Invalid(field, value, "field is immutable"));
    }

    private static string Show(JsonNode? value) => value?.ToJsonString(Plain) ?? "null";
}
