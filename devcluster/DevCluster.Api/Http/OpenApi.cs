using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Protobuf;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>/openapi/v3 and /openapi/v2, as kubectl reads them for explain, apply and validation; v2 also as the protobuf that old kubectls want.</summary>
internal static class OpenApi
{
    public static async Task<bool> TryAnswerAsync(HttpContext http, string path, KindCatalog kinds)
    {
        if (path == "/openapi/v3")
        {
            JsonObject paths = [];
            foreach (string version in kinds.All.Select(OpenApiPaths.Document).Distinct())
                paths[version] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{version}?hash={Hash(ForVersion(version, kinds).ToJsonString())}" };
            await Answer.TextAsync(http, new JsonObject { ["paths"] = paths }.ToJsonString());
            return true;
        }

        if (path == "/openapi/v2")
        {
            await SendV2Async(http, kinds);
            return true;
        }

        if (!path.StartsWith("/openapi/v3/", StringComparison.Ordinal)) return false;
        string wanted = path["/openapi/v3/".Length..];
        if (!kinds.All.Any(kind => OpenApiPaths.Document(kind) == wanted)) http.Response.StatusCode = 404;
        else await SendAsync(http, ForVersion(wanted, kinds));
        return true;
    }

    private static async Task SendV2Async(HttpContext http, KindCatalog kinds)
    {
        OpenApiSchemas schemas = new("#/definitions/");
        foreach (ResourceKind kind in Kinds(kinds)) schemas.Add(kind);
        JsonObject document = new() { ["swagger"] = "2.0", ["info"] = Info(), ["paths"] = OpenApiPaths.Of(Kinds(kinds), version2: true), ["definitions"] = schemas.All };
        if (!http.Request.Headers.Accept.ToString().StartsWith(OpenApiV2Protobuf.Accepted, StringComparison.Ordinal))
        {
            await SendAsync(http, document);
            return;
        }

        http.Response.ContentType = OpenApiV2Protobuf.MediaType;
        await http.Response.Body.WriteAsync(OpenApiV2Protobuf.Write(document), http.RequestAborted);
    }

    private static JsonObject ForVersion(string document, KindCatalog kinds)
    {
        OpenApiSchemas schemas = new("#/components/schemas/");
        ResourceKind[] served = [.. Kinds(kinds).Where(kind => OpenApiPaths.Document(kind) == document)];
        foreach (ResourceKind kind in served) schemas.Add(kind);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = Info(),
            ["paths"] = OpenApiPaths.Of(served, version2: false),
            ["components"] = new JsonObject { ["schemas"] = schemas.All },
        };
    }

    private static IEnumerable<ResourceKind> Kinds(KindCatalog kinds) => kinds.All.Where(kind => !kind.ReviewOnly);

    private static Task SendAsync(HttpContext http, JsonObject document)
    {
        http.Response.Headers.ETag = $"\"{Hash(document.ToJsonString())}\"";
        http.Response.Headers.Vary = "Accept";
        return Answer.SendAsync(http, document, 200);
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static JsonObject Info() => new() { ["title"] = "Kubernetes", ["version"] = "v1.36.2" };
}
