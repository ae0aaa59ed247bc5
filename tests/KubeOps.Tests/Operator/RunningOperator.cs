using k8s;
using KubeOps.Abstractions.Builder;
using KubeOps.KubernetesClient;
using KubeOps.Operator;
using KubeOps.Tests.Server;
using KubeOps.Tests.Transpiler;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeOps.Tests.Operator;

/// <summary>An operator of machines in this process, against an API server on a real socket.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    public const string Collection = "/apis/test.dev/v1alpha1/namespaces/default/machines";

    private readonly IHost _host;

    private RunningOperator(IHost host, FakeApiServer server, Recorder recorder) => (_host, Server, Recorder) = (host, server, recorder);

    public FakeApiServer Server { get; }

    public Recorder Recorder { get; }

    public IKubernetesClient Client => Get<IKubernetesClient>();

    public static async Task<RunningOperator> StartAsync(
        Action<OperatorSettingsBuilder>? settings = null, Action<IOperatorBuilder>? parts = null, Action<FakeApiServer>? before = null)
    {
        FakeApiServer server = await FakeApiServer.StartAsync();
        before?.Invoke(server);
        Recorder recorder = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(server.Configuration).AddSingleton(recorder);
        IOperatorBuilder made = builder.Services.AddKubernetesOperator(s => settings?.Invoke(s.WithName("test")));
        (parts ?? (p => p.AddController<MachineController, Machine>()))(made);
        IHost host = builder.Build();
        await host.StartAsync();
        RunningOperator running = new(host, server, recorder);
        return running;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<Machine> CreateAsync(string name) => Client.CreateAsync(
        new Machine { Metadata = new() { Name = name, NamespaceProperty = "default" }, Spec = new() { Name = name } }.Initialize());

    public Task SeenAsync(string call, int times = 1) =>
        Eventually.TrueAsync(() => Recorder.Count(call) >= times, $"{call} ({times}); seen: {string.Join(", ", Recorder.Calls)}");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Server.DisposeAsync();
    }
}
