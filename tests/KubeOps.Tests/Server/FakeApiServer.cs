using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeOps.Tests.Server;

/// <summary>A small API server on a real socket: objects, generations, finalizers, watches, and faults on demand.</summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _failures;

    private FakeApiServer(WebApplication app) => _app = app;

    public FakeObjects Objects { get; } = new();

    /// <summary>Every request: verb (WATCH for watches), path and query.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    public KubernetesClientConfiguration Configuration => new() { Host = _app.Urls.First(), Namespace = "default" };

    public static async Task<FakeApiServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        FakeApiServer server = new(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers the next watches with an error.</summary>
    public void FailNextWatches(int count) => _failures = count;

    public int Count(string verb, string end) =>
        Requests.Count(request => request.Verb == verb && request.Path.EndsWith(end, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Objects.CloseWatches();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        string path = http.Request.Path.Value!;
        bool isWatch = http.Request.Query["watch"] == "true";
        string body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
        Requests.Enqueue(new(isWatch ? "WATCH" : http.Request.Method, path, http.Request.QueryString.Value ?? "", http.Request.ContentType, body));
        Task answer = isWatch ? WatchAsync(http, path) : http.Request.Method switch
        {
            "GET" => SendAsync(http, Objects.Get(path) ?? ListOrNothing(path)),
            "POST" => SendAsync(http, Objects.Create(path, Parse(body))),
            "PUT" => ReplaceAsync(http, path, Parse(body)),
            "DELETE" => SendAsync(http, Objects.Delete(path)),
            _ => SendAsync(http, Parse(body)),
        };
        await answer;
    }

    private static JsonObject Parse(string body) => JsonNode.Parse(body)!.AsObject();

    private JsonObject? ListOrNothing(string path) =>
        path.EndsWith('s') ? new() { ["kind"] = "List", ["metadata"] = new JsonObject(), ["items"] = Objects.List(path) } : null;

    private async Task ReplaceAsync(HttpContext http, string path, JsonObject item)
    {
        bool onlyStatus = path.EndsWith("/status", StringComparison.Ordinal);
        string at = onlyStatus ? path[..^"/status".Length] : path;
        if (Objects.Get(at) is null) await SendAsync(http, null);
        else if (Objects.Replace(at, item, onlyStatus) is { } replaced) await SendAsync(http, replaced);
        else await FailAsync(http, 409);
    }

    private static Task SendAsync(HttpContext http, JsonObject? item) =>
        item is null ? FailAsync(http, 404) : http.Response.WriteAsync(item.ToJsonString(), http.RequestAborted);

    private static Task FailAsync(HttpContext http, int code)
    {
        http.Response.StatusCode = code;
        return http.Response.WriteAsync(Status(code).ToJsonString(), http.RequestAborted);
    }

    private static JsonObject Status(int code) => new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["code"] = code };

    private async Task WatchAsync(HttpContext http, string path)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            await FailAsync(http, 500);
            return;
        }

        if (Objects.Watch(path, http.Request.Query["resourceVersion"].FirstOrDefault()) is not { } events)
        {
            JsonObject gone = new() { ["type"] = "ERROR", ["object"] = Status(410) };
            await http.Response.WriteAsync($"{gone.ToJsonString()}\n", http.RequestAborted);
            return;
        }

        await http.Response.StartAsync(http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        try
        {
            await foreach (string line in events.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync($"{line}\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left.
        }
    }

    /// <summary>What a client asked for.</summary>
    internal sealed record Request(string Verb, string Path, string Query, string? ContentType, string Body);
}
