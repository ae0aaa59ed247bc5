using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Http;

/// <summary>The paths of an OpenAPI document: what kubectl looks up there is which parameters a PATCH takes.</summary>
internal static class OpenApiPaths
{
    private static readonly string[] Parameters = ["dryRun", "fieldManager", "fieldValidation", "force"];

    /// <summary>The name of the document of a kind's version, such as apis/batch/v1.</summary>
    public static string Document(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    public static JsonObject Of(IEnumerable<ResourceKind> kinds, bool version2)
    {
        JsonObject paths = [];
        foreach (ResourceKind kind in kinds)
        {
            string place = $"/{Document(kind)}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}/{{name}}";
            paths[place] = new JsonObject { ["get"] = Operation(kind, "get", [], version2), ["patch"] = Operation(kind, "patch", Parameters, version2) };
        }

        return paths;
    }

    private static JsonObject Operation(ResourceKind kind, string action, string[] parameters, bool version2)
    {
        JsonObject schema = new() { ["$ref"] = (version2 ? "#/definitions/" : "#/components/schemas/") + OpenApiSchemas.NameOf(kind) };
        JsonObject answer = new() { ["description"] = "OK" };
        if (version2) answer["schema"] = schema;
        else answer["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema } };
        return new JsonObject
        {
            ["operationId"] = action + kind.Kind,
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = OpenApiSchemas.GroupVersionKind(kind),
            ["parameters"] = new JsonArray([.. parameters.Select(name => Parameter(name, version2))]),
            ["responses"] = new JsonObject { ["200"] = answer },
        };
    }

    private static JsonObject Parameter(string name, bool version2)
    {
        JsonObject parameter = new() { ["name"] = name, ["in"] = "query" };
        if (version2) parameter["type"] = "string";
        else parameter["schema"] = new JsonObject { ["type"] = "string" };
        return parameter;
    }
}
