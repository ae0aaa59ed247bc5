using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;

namespace DevCluster.Api.Verbs;

/// <summary>Refuses a body that is not an object of the kind asked for, so that no verb meets metadata of the wrong type.</summary>
internal static class BodyShape
{
    private const string Scheme = "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30";

    public static JsonObject Require(ResourceKind kind, JsonNode? body)
    {
        if (body is null)
            throw Body.Unrecognized(kind.Kind, "couldn't get version/kind; json parse error: unexpected end of JSON input", "");
        if (body is not JsonObject item)
            throw Body.Unrecognized(kind.Kind, "couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }", body.ToJsonString());
        if (Mismatch(kind, item) is { } mismatch) throw Refusals.BadRequest(mismatch);
        if (kind.Custom && Text(item, "kind") is { } other && other != kind.Kind) throw OtherKind(kind, item, other);
        Metadata(kind, item);
        return item;
    }

    /// <summary>Why an object is not of a kind, in the server's words; null when it is, or says nothing about it.</summary>
    public static string? Mismatch(ResourceKind kind, JsonObject item)
    {
        string version = Text(item, "apiVersion") ?? kind.ApiVersion;
        string name = Text(item, "kind") ?? kind.Kind;
        if (version == kind.ApiVersion && name == kind.Kind) return null;
        if (kind.Custom) return version == kind.ApiVersion ? null : $"the API version in the data ({version}) does not match the expected API version ({kind.ApiVersion})";
        string why = BuiltInKinds.All.Any(one => one.ApiVersion == version && one.Kind == name)
            ? $"converting (v1.{name}) to (core.{kind.Kind}): unknown conversion"
            : $"no kind \"{name}\" is registered for version \"{version}\" in scheme \"{Scheme}\"";
        return $"{name} in version \"{version.Split('/')[^1]}\" cannot be handled as a {kind.Kind}: {why}";
    }

    /// <summary>Holds metadata to its types; patches call it on their result.</summary>
    public static void Metadata(ResourceKind kind, JsonObject item)
    {
        if (item["metadata"] is null) return;
        string context = $"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}";
        if (item["metadata"] is not JsonObject metadata)
            throw Refusals.BadRequest($"{context}: json: cannot unmarshal {GoTypes.KindOf(item["metadata"]!)} into Go struct field {kind.Kind}.metadata of type v1.ObjectMeta");
        try
        {
            new GoDecoder([]).Read(metadata, BuiltInShapes.Metadata, kind.Custom ? "" : "metadata");
        }
        catch (GoDecodingException wrong)
        {
            throw Refusals.BadRequest($"{context}: {wrong.Message}");
        }
    }

    private static ApiException OtherKind(ResourceKind kind, JsonObject item, string other)
        => Invalid.Of($"{other}.{kind.Group}", kind.Group, other, (string?)item["metadata"]?["name"] ?? "", [new FieldCause("FieldValueInvalid", $"Invalid value: \"{other}\": must be {kind.Kind}", "kind")]);

    private static string? Text(JsonObject item, string field)
        => item[field] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
