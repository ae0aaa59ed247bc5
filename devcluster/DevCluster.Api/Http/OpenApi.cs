using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>/openapi/v3 and /openapi/v2: enough for kubectl apply, create, explain and their validation.</summary>
internal static class OpenApi
{
    public static async Task<bool> TryAnswerAsync(HttpContext http, string path, KindCatalog kinds)
    {
        if (path == "/openapi/v3")
        {
            JsonObject paths = [];
            foreach (string version in kinds.All.Select(Document).Distinct())
                paths[version] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{version}?hash={Hash(ForVersion(version, kinds).ToJsonString())}" };
            await Answer.TextAsync(http, new JsonObject { ["paths"] = paths }.ToJsonString());
            return true;
        }

        if (path == "/openapi/v2")
        {
            JsonObject definitions = [];
            foreach (ResourceKind kind in kinds.All) definitions[SchemaName(kind)] = Schema(kind);
            await SendAsync(http, new JsonObject { ["swagger"] = "2.0", ["info"] = Info(), ["paths"] = new JsonObject(), ["definitions"] = definitions });
            return true;
        }

        if (!path.StartsWith("/openapi/v3/", StringComparison.Ordinal)) return false;
        string wanted = path["/openapi/v3/".Length..];
        if (!kinds.All.Any(kind => Document(kind) == wanted)) return false;
        await SendAsync(http, ForVersion(wanted, kinds));
        return true;
    }

    private static Task SendAsync(HttpContext http, JsonObject document)
    {
        http.Response.Headers.ETag = $"\"{Hash(document.ToJsonString())}\"";
        http.Response.Headers.Vary = "Accept";
        return Answer.SendAsync(http, document, 200);
    }

    private static string Document(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.36.2" };

    private static JsonObject ForVersion(string document, KindCatalog kinds)
    {
        JsonObject paths = [];
        JsonObject schemas = [];
        foreach (ResourceKind kind in kinds.All.Where(kind => Document(kind) == document))
        {
            string place = $"/{document}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}/{{name}}";
            paths[place] = new JsonObject { ["get"] = Operation(kind, "get", []), ["patch"] = Operation(kind, "patch", Parameters()) };
            schemas[SchemaName(kind)] = Schema(kind);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonArray Parameters() => new(Parameter("dryRun"), Parameter("fieldManager"), Parameter("fieldValidation"), Parameter("force"));

    private static JsonObject Parameter(string name) => new() { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Operation(ResourceKind kind, string action, JsonArray parameters)
    {
        JsonObject content = new() { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + SchemaName(kind) } } };
        return new JsonObject
        {
            ["operationId"] = action + kind.Kind,
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = GroupVersionKind(kind),
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK", ["content"] = content } },
        };
    }

    private static string SchemaName(ResourceKind kind) => kind.Custom
        ? $"{string.Join('.', kind.Group.Split('.').Reverse())}.{kind.Version}.{kind.Kind}"
        : $"io.k8s.api.{(kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0])}.{kind.Version}.{kind.Kind}";

    private static JsonObject GroupVersionKind(ResourceKind kind) => new() { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version };

    private static JsonObject Schema(ResourceKind kind)
    {
        JsonObject schema = kind.Definition?["schema"]?["openAPIV3Schema"]?.DeepClone() as JsonObject ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
        if (schema["properties"] is not JsonObject) schema["properties"] = new JsonObject();
        JsonObject properties = schema["properties"]!.AsObject();
        properties["apiVersion"] ??= Text("The version of this representation of the object.");
        properties["kind"] ??= Text("The kind that this object is of.");
        properties["metadata"] = new JsonObject { ["type"] = "object", ["description"] = "Standard object's metadata." };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(GroupVersionKind(kind));
        return schema;
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
