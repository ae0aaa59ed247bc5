using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>Writes answers: compact JSON with a final newline, indented for people.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    /// <summary>JSON is YAML, so that a client of YAML gets the indented form.</summary>
    public static Task SendAsync(HttpContext http, JsonNode body, int code, bool yaml = false)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = yaml ? "application/yaml" : "application/json";
        http.Response.Headers.CacheControl = "no-cache, private";
        return http.Response.WriteAsync(body.ToJsonString(yaml || ForPeople(http) ? Indented : Compact) + "\n", http.RequestAborted);
    }

    public static Task TextAsync(HttpContext http, string text, int code = 200)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    public static string Line(JsonNode body) => body.ToJsonString(Compact) + "\n";

    private static bool ForPeople(HttpContext http)
    {
        if (http.Request.Query.TryGetValue("pretty", out Microsoft.Extensions.Primitives.StringValues asked)) return asked != "false" && asked != "0";
        string agent = http.Request.Headers.UserAgent.ToString();
        return agent.StartsWith("curl", StringComparison.Ordinal) || agent.StartsWith("Wget", StringComparison.Ordinal) || agent.StartsWith("Mozilla", StringComparison.Ordinal);
    }
}
