using DevCluster.Api;
using FineTuneOperator.Api;
using FineTuneOperator.Hosting;
using FineTuneOperator.Manifests;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TestKit;
using Client = KubeOps.KubernetesClient.KubernetesClient;

namespace FineTuneOperator.Tests;

/// <summary>The embedded API server with our kinds, a namespace, a runtime, and an operator that can be started, killed and started again.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Namespace = "team-a";

    private const string AdminToken = "admin-token";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ApiServer _server;
    private readonly KubernetesClientConfiguration _configuration;
    private WebApplication? _operator;

    private TestCluster(ApiServer server)
    {
        _server = server;
        _configuration = new KubernetesClientConfiguration { Host = server.PlainAddress.ToString(), AccessToken = AdminToken };
        Client = new Client(_configuration);
    }

    public Client Client { get; }

    /// <summary>Where the operator listens.</summary>
    public Uri Operator => new(_operator!.Urls.First());

    public static async Task<TestCluster> StartAsync()
    {
        ApiServer server = await ApiServer.StartAsync(new ApiServerOptions { Tokens = [new StaticToken(AdminToken, "admin", ["system:masters"])] });
        var cluster = new TestCluster(server);
        foreach (V1CustomResourceDefinition crd in CrdWriter.Definitions()) await cluster.Client.CreateAsync(crd);
        await cluster.Client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = Namespace } });
        await Until("the kinds to be served", async () => await Try(() => cluster.Client.ListAsync<FineTuneJob>()) && await Try(() => cluster.Client.ListAsync<ClusterFineTuneRuntime>()));
        await cluster.Client.CreateAsync(Sample<ClusterFineTuneRuntime>("runtime-cpu"));
        return cluster;
    }

    /// <summary>A manifest of config/samples.</summary>
    public static T Sample<T>(string name) => KubernetesYaml.Deserialize<T>(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "config", "samples", $"{name}.yaml")));

    public async Task StartOperatorAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_configuration);
        builder.Services.AddFineTuneOperator(new OperatorOptions { ProgressUrl = "http://127.0.0.1:1/v1/progress", RetrySeconds = 1 });
        _operator = builder.Build();
        _operator.MapFineTuneOperator();
        await _operator.StartAsync();
    }

    public async Task StopOperatorAsync()
    {
        if (_operator is null) return;
        await _operator.StopAsync();
        await _operator.DisposeAsync();
        _operator = null;
    }

    public Task<T> CreateAsync<T>(T entity)
        where T : IKubernetesObject<V1ObjectMeta> => Client.CreateAsync(entity, TestContext.Current.CancellationToken);

    public Task<T> UpdateAsync<T>(T entity)
        where T : IKubernetesObject<V1ObjectMeta> => Client.UpdateAsync(entity, TestContext.Current.CancellationToken);

    public async Task<FineTuneJob> GetAsync(string name) => await Client.GetAsync<FineTuneJob>(name, Namespace) ?? throw new InvalidOperationException($"{name} is gone");

    /// <summary>Waits until the job's status is as wanted.</summary>
    public async Task<FineTuneJob> UntilAsync(string name, string what, Func<FineTuneJob, bool> holds)
    {
        FineTuneJob? job = null;
        await Until($"{name} {what}", async () => holds(job = await GetAsync(name)), () => job is null ? "" : KubernetesJson.Serialize(job.Status));
        return job!;
    }

    /// <summary>Waits until an object is there.</summary>
    public async Task<T> UntilThereAsync<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        T? found = null;
        await Until($"{typeof(T).Name} {name}", async () => (found = await Client.GetAsync<T>(name, Namespace)) is not null);
        return found!;
    }

    public static async Task Until(string what, Func<Task<bool>> holds, Func<string>? last = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"waited in vain for {what}; last: {last?.Invoke()}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        Client.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<bool> Try<T>(Func<Task<T>> read)
    {
        try
        {
            await read();
            return true;
        }
        catch (k8s.Autorest.HttpOperationException)
        {
            return false;
        }
    }
}
