using System.Text.Json.Nodes;
using DevCluster.Api;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;
using DevCluster.Pods.Logs;

namespace DevCluster.Pods.Tests;

/// <summary>A real API server and the part under test, in a folder of their own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private const string Token = "test-admin";
    private const string Images = """{"sh": {"command": ["/bin/sh", "-c"]}, "echo": {"command": ["/bin/echo"], "args": ["nothing"]}}""";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ApiServer _server;
    private readonly PodsOptions _options;
    private PodsCluster _pods;

    private TestCluster(ApiServer server, PodsOptions options, PodsCluster pods)
    {
        _server = server;
        _options = options;
        _pods = pods;
        Client = new ClusterClient(server.PlainAddress, Token);
    }

    public ClusterClient Client { get; }

    public string Folder => _options.Directory;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TestCluster> StartAsync(TimeProvider? time = null)
    {
        string folder = Directory.CreateTempSubdirectory("devcluster-pods-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "images.json"), Images, Ct);
        ApiServerOptions options = new() { Tokens = [new StaticToken(Token, "admin", ["system:masters"])], Time = time ?? TimeProvider.System };
        ApiServer server = await ApiServer.StartAsync(options, ct: Ct);
        PodsOptions pods = new() { ApiServer = server.PlainAddress, Token = Token, Directory = Path.Combine(folder, "pods"), ImagesFile = Path.Combine(folder, "images.json"), Time = time ?? TimeProvider.System };
        return new TestCluster(server, pods, await PodsCluster.StartAsync(pods, Ct));
    }

    /// <summary>Stops the runner, leaving the processes, and starts another on the same folder.</summary>
    public async Task RestartRunnerAsync(Func<Task>? between = null)
    {
        await _pods.StopAsync(leaveRunning: true);
        await _pods.DisposeAsync();
        if (between is not null) await between();
        _pods = await PodsCluster.StartAsync(_options, Ct);
    }

    public Task StopPodsAsync() => _pods.StopAsync();

    public async Task<JsonObject> CreatePodAsync(string name, string script, string? more = null)
    {
        JsonObject container = JsonNode.Parse(more ?? "{}")!.AsObject();
        container["name"] = "main";
        container["image"] ??= "sh";
        container["args"] ??= new JsonArray(script);
        JsonObject spec = new() { ["restartPolicy"] = "Never", ["containers"] = new JsonArray(container) };
        foreach (string field in (string[])["volumes", "initContainers", "restartPolicy", "terminationGracePeriodSeconds"])
        {
            if (container[field] is not { } value) continue;
            container.Remove(field);
            spec[field] = value.DeepClone();
        }

        return await CreateAsync(Paths.PodsOf("default"), new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec });
    }

    public Task<JsonObject> CreateAsync(string path, JsonObject item) => Client.CreateAsync(path, item, Ct);

    public Task<JsonObject> PodAsync(string name, Func<JsonObject, bool> until) => WaitAsync(Paths.Pod("default", name), until);

    public Task<JsonObject> EndedPodAsync(string name) => PodAsync(name, pod => pod.IsTerminal());

    public async Task<JsonObject> WaitAsync(string path, Func<JsonObject, bool> until)
    {
        JsonObject? last = null;
        return await PollAsync(async () => (last = await Client.FindAsync(path, Ct)) is not null && until(last) ? last : null, () => $"{path} is {last?.ToJsonString()}");
    }

    public async Task GoneAsync(string path)
        => await PollAsync(async () => await Client.FindAsync(path, Ct) is null ? "" : null, () => $"{path} is still there");

    public async Task<string> LogAsync(string pod, LogQuery? query = null)
    {
        using StreamReader reader = new(_pods.OpenLog("default", pod, query ?? new LogQuery(), Ct) ?? Stream.Null);
        return await reader.ReadToEndAsync(Ct);
    }

    /// <summary>Waits until the pod's log holds a text.</summary>
    public Task LogHasAsync(string pod, string text)
        => PollAsync(async () => (await LogAsync(pod)).Contains(text, StringComparison.Ordinal) ? "" : null, () => $"no '{text}' in the log of {pod}");

    public async Task<string> EventsAsync()
    {
        (_, List<JsonObject> items) = await Client.ListAsync(Paths.EventsOf("default"), Ct);
        return string.Join('\n', items.Select(item => $"{item.Text("type")} {item.Text("reason")}: {item.Text("message")}"));
    }

    public static async Task<T> PollAsync<T>(Func<Task<T?>> read, Func<string> problem) where T : class
    {
        DateTime end = DateTime.UtcNow + Deadline;
        while (DateTime.UtcNow < end)
        {
            if (await read() is { } found) return found;
            await Task.Delay(20, Ct);
        }

        throw new TimeoutException(problem());
    }

    public async ValueTask DisposeAsync()
    {
        await _pods.DisposeAsync();
        Client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }
}
