using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Api;

/// <summary>Speaks plain Kubernetes HTTP: objects are JSON, an absent one is null, every other refusal is an exception.</summary>
public sealed class ClusterClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Connects to an API server with a bearer token; a handler of one's own may say whom to trust.</summary>
    public ClusterClient(Uri address, string token, HttpMessageHandler? handler = null)
    {
        _http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads one object.</summary>
    public Task<JsonObject?> FindAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, ct);

    /// <summary>Reads a collection and the revision it was read at.</summary>
    public async Task<(string Revision, List<JsonObject> Items)> ListAsync(string path, CancellationToken ct)
    {
        JsonObject list = Require(await SendAsync(HttpMethod.Get, path, null, ct), path);
        return (list.Text("metadata", "resourceVersion") ?? "0", [.. list.Items("items")]);
    }

    /// <summary>Creates an object in a collection; 404 (the namespace is gone) is an exception.</summary>
    public async Task<JsonObject> CreateAsync(string path, JsonObject item, CancellationToken ct)
        => Require(await SendAsync(HttpMethod.Post, path, item, ct), path);

    /// <summary>Replaces an object or its status.</summary>
    public Task<JsonObject?> PutAsync(string path, JsonObject item, CancellationToken ct) => SendAsync(HttpMethod.Put, path, item, ct);

    /// <summary>Merges a patch into an object or its status.</summary>
    public Task<JsonObject?> PatchAsync(string path, JsonObject patch, CancellationToken ct)
        => SendAsync(HttpMethod.Patch, path, patch, ct, "application/merge-patch+json");

    /// <summary>Deletes an object; the answer is its last state or a Status.</summary>
    public Task<JsonObject?> DeleteAsync(string path, JsonObject? options, CancellationToken ct) => SendAsync(HttpMethod.Delete, path, options, ct);

    /// <summary>Follows a collection after a revision until the server ends the watch.</summary>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(string path, string revision, [EnumeratorCancellation] CancellationToken ct)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{path}?watch=true&resourceVersion={revision}&timeoutSeconds=600");
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode) throw new ClusterException(response.StatusCode, $"the watch on {path} was refused");
        using StreamReader lines = new(await response.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0) continue;
            JsonNode item = JsonNode.Parse(line)!;
            yield return new WatchEvent(item.Text("type")!, item["object"]!.AsObject());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonObject Require(JsonObject? answer, string path)
        => answer ?? throw new ClusterException(HttpStatusCode.NotFound, $"{path} was not found");

    private async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken ct, string type = "application/json")
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        using HttpResponseMessage response = await _http.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct)) as JsonObject;
        return response.IsSuccessStatusCode ? answer : throw new ClusterException(response.StatusCode, answer.Text("message") ?? $"{method} {path}: {response.StatusCode}");
    }
}
