using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Protobuf;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>Reads a request's body as JSON, YAML or protobuf; another type is 415, and what does not parse is 400.</summary>
internal static class Body
{
    private const int ShownBytes = 30;

    /// <summary>Null for an empty body; the paths of fields that are given twice go to duplicates.</summary>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request, string kind, BodyUse use, ICollection<string> duplicates, CancellationToken ct)
    {
        if (IsProtobuf(request)) return await ProtobufAsync(request, kind, ct);
        using StreamReader reader = new(request.Body);
        string text = await reader.ReadToEndAsync(ct);
        if (text.Length == 0) return null;
        string type = (request.ContentType ?? "").Split(';')[0].Trim();
        bool yaml = type is "application/yaml" or "application/apply-patch+yaml";
        if (use != BodyUse.Patch && type is not ("" or "application/json" or "application/yaml")) throw Unsupported();
        try
        {
            return yaml ? YamlText.Parse(text) : JsonText.Parse(text, duplicates);
        }
        catch (JsonException)
        {
            string wrong = JsonSyntax.ErrorOf(text);
            throw use switch
            {
                BodyUse.Patch => Refusals.BadRequest($"error decoding patch: {wrong}"),
                BodyUse.Options => Refusals.BadRequest($"couldn't get version/kind; json parse error: {wrong}"),
                _ => Unrecognized(kind, $"couldn't get version/kind; json parse error: {wrong}", text),
            };
        }
        catch (YamlDotNet.Core.YamlException wrong)
        {
            throw use == BodyUse.Patch ? Refusals.BadRequest($"error decoding YAML: {Words(wrong)}") : Unrecognized(kind, Words(wrong), text);
        }
    }

    /// <summary>A body in which no kind can be seen: the start of it is shown, as text when it looks like JSON.</summary>
    public static ApiException Unrecognized(string kind, string why, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] start = bytes[..Math.Min(bytes.Length, ShownBytes)];
        string shown = text.StartsWith('{') ? Encoding.UTF8.GetString(start) : Convert.ToHexStringLower(start);
        if (bytes.Length > ShownBytes) shown += " ...";
        return Refusals.BadRequest($"the object provided is unrecognized (must be of type {kind}): {why} ({(text.Length == 0 ? "<empty>" : shown)})");
    }

    private static bool IsProtobuf(HttpRequest request) => request.ContentType?.StartsWith(ProtobufBody.MediaType, StringComparison.Ordinal) == true;

    private static async Task<JsonNode?> ProtobufAsync(HttpRequest request, string kind, CancellationToken ct)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, ct);
        if (body.Length == 0) return null;
        try
        {
            return ProtobufBody.Read(body.ToArray());
        }
        catch (Exception wrong) when (wrong is InvalidDataException or OverflowException)
        {
            throw Refusals.BadRequest($"the object provided is unrecognized (must be of type {kind}): {wrong.Message}");
        }
    }

    private static string Words(YamlDotNet.Core.YamlException wrong)
        => wrong.Message.Contains("expected node content", StringComparison.Ordinal)
            ? $"yaml: line {wrong.Start.Line - 1}: did not find expected node content"
            : $"yaml: line {wrong.Start.Line}: {wrong.Message}";

    private static ApiException Unsupported() => new(415, "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
}
