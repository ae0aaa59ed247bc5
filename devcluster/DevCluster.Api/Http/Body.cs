using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>Reads a request's body as JSON or YAML; another type is 415, and what does not parse is 400.</summary>
internal static class Body
{
    /// <summary>Null for an empty body.</summary>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request, string kind, bool patch, CancellationToken ct)
    {
        using StreamReader reader = new(request.Body);
        string text = await reader.ReadToEndAsync(ct);
        if (text.Length == 0) return null;
        string type = (request.ContentType ?? "").Split(';')[0].Trim();
        bool yaml = type is "application/yaml" or "application/apply-patch+yaml";
        if (!patch && type is not ("" or "application/json" or "application/yaml")) throw Unsupported();
        try
        {
            return yaml ? YamlText.Parse(text) : JsonNode.Parse(text);
        }
        catch (JsonException wrong)
        {
            string what = text.Length <= 64 ? Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text)) : "...";
            throw Refusals.BadRequest(patch
                ? $"error decoding patch: {wrong.Message}"
                : $"the object provided is unrecognized (must be of type {kind}): couldn't get version/kind; json parse error: {wrong.Message} ({what})");
        }
        catch (YamlDotNet.Core.YamlException wrong)
        {
            throw Refusals.BadRequest($"the object provided is unrecognized (must be of type {kind}): yaml: line {wrong.Start.Line}: {wrong.Message}");
        }
    }

    private static ApiException Unsupported() => new(415, "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
}
