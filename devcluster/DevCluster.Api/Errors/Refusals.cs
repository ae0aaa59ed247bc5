using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Errors;

/// <summary>The refusals that every verb shares, in the words of the real server.</summary>
internal static class Refusals
{
    public static ApiException NotFound(ResourceKind kind, string name)
        => new(404, "NotFound", $"{kind.Resource} \"{name}\" not found", Details(kind, name));

    public static ApiException AlreadyExists(ResourceKind kind, string name, bool dying = false)
        => new(409, "AlreadyExists", $"{(dying ? "object is being deleted: " : "")}{kind.Resource} \"{name}\" already exists", Details(kind, name));

    public static ApiException Conflict(ResourceKind kind, string name, string why)
        => new(409, "Conflict", $"Operation cannot be fulfilled on {kind.Resource} \"{name}\": {why}", Details(kind, name));

    public static ApiException Modified(ResourceKind kind, string name)
        => Conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>No refusal: the Status that answers bindings and evictions.</summary>
    public static JsonObject Created() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["code"] = 201,
    };

    public static ApiException NoSuchPath()
        => new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException MethodNotAllowed()
        => new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    /// <summary>What custom resources say to verbs that their subresources do not have.</summary>
    public static ApiException NotSupported(ResourceKind kind, string verb)
        => new(405, "MethodNotAllowed", $"{verb} is not supported on resources of kind \"{kind.Resource}\"", new JsonObject { ["group"] = kind.Group, ["kind"] = kind.Plural });

    public static JsonObject Details(ResourceKind kind, string name)
    {
        JsonObject details = new() { ["name"] = name };
        if (kind.Group.Length > 0) details["group"] = kind.Group;
        details["kind"] = kind.Plural;
        return details;
    }
}
