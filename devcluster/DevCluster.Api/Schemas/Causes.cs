using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>The causes that schema validation reports, in a real server's words.</summary>
internal static class Causes
{
    private const string NoField = "<nil>";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] BlockingReasons =
        ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    public static FieldCause NotChecked => new("FieldValueInvalid",
        "Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation", NoField);

    /// <summary>Whether a cause keeps the server from evaluating rules.</summary>
    public static bool Blocks(FieldCause cause) => BlockingReasons.Contains(cause.Reason);

    public static FieldCause Type(string path, string wanted, string found)
        => new("FieldValueTypeInvalid", $"Invalid value: \"{found}\": {path} in body must be of type {wanted}: \"{found}\"", path);

    public static FieldCause Required(string path) => new("FieldValueRequired", "Required value", path);

    public static FieldCause Unsupported(string path, JsonNode? value, JsonArray supported)
        => new("FieldValueNotSupported", $"Unsupported value: {Show(value)}: supported values: {string.Join(", ", supported.Select(Quoted))}", path);

    public static FieldCause TooLong(string path, long most) => new("FieldValueTooLong", $"Too long: may not be more than {most} bytes", path);

    public static FieldCause TooMany(string path, int count, long most)
        => new("FieldValueTooMany", $"Too many: {count}: must have at most {most} items", path);

    public static FieldCause Invalid(string path, JsonNode? value, string detail)
        => new("FieldValueInvalid", $"Invalid value: {Show(value)}: {path} in body {detail}", path);

    public static FieldCause Duplicate(string path, JsonNode? value) => new("FieldValueDuplicate", $"Duplicate value: {Show(value)}", path);

    /// <summary>A cause that the real server cannot attach to a field.</summary>
    public static FieldCause Nowhere(string text) => new("FieldValueInvalid", $"Invalid value: \"\": {text}", NoField);

    public static string Show(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue number when number.GetValueKind() == JsonValueKind.Number => Numbers.Text(number),
        _ => value.ToJsonString(Plain),
    };

    private static string Quoted(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? Show(value) : $"\"{Show(value)}\"";
}
