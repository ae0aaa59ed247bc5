using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Errors;

/// <summary>422 with its causes, in the words of the real server.</summary>
internal static class Invalid
{
    /// <summary>An object that breaks the rules of its kind.</summary>
    public static ApiException Object(ResourceKind kind, string name, IReadOnlyList<FieldCause> causes)
        => Of(kind.ErrorGroup.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.ErrorGroup}", kind.ErrorGroup, kind.Kind, name, causes);

    public static ApiException Object(ResourceKind kind, string name, string reason, string message, string field)
        => Object(kind, name, [new FieldCause(reason, message, field)]);

    /// <summary>Query parameters that break their rules.</summary>
    public static ApiException Options(string options, string reason, string message, string field)
        => Of($"{options}.meta.k8s.io", "meta.k8s.io", options, "", [new FieldCause(reason, message, field)]);

    public static ApiException Of(string subject, string group, string kind, string name, IReadOnlyList<FieldCause> causes)
    {
        string[] texts = [.. causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct()];
        string why = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        JsonObject details = [];
        if (name.Length > 0) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        if (kind.Length > 0) details["kind"] = kind;
        details["causes"] = new JsonArray([.. causes.Select(cause => new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field })]);
        return new ApiException(422, "Invalid", $"{subject} \"{name}\" is invalid: {why}", details);
    }
}
