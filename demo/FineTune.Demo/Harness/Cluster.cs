using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using k8s;

namespace FineTune.Demo.Harness;

/// <summary>The development cluster and the operator, as processes, with the samples in place.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _cluster;
    private readonly string _folder;
    private readonly ClusterOptions _options;
    private readonly string _progressUrl;
    private ChildProcess? _operator;

    private Cluster(ChildProcess cluster, ClusterFile file, string folder, ClusterOptions options, int progressPort)
    {
        _cluster = cluster;
        _folder = folder;
        _options = options;
        _progressUrl = $"http://127.0.0.1:{progressPort}";
        File = file;
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(file.Kubeconfig);
        Client = new Kubernetes(config);
        Objects = new ObjectWriter(Client);
    }

    /// <summary>Addresses and keys.</summary>
    public ClusterFile File { get; }

    /// <summary>A client as admin.</summary>
    public Kubernetes Client { get; }

    /// <summary>Applies YAML.</summary>
    public ObjectWriter Objects { get; }

    /// <summary>The folder of logs and data.</summary>
    public string Folder => _folder;

    /// <summary>The operator's process id.</summary>
    public int OperatorId => _operator?.Id ?? throw new InvalidOperationException("the operator does not run");

    /// <summary>Starts the cluster in a folder, with <c>finetune-trainer:dev</c> as the trainer's image.</summary>
    public static async Task<Cluster> StartAsync(string folder, ClusterOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var images = System.IO.Path.Combine(folder, "images.json");
        var table = new Dictionary<string, object> { ["finetune-trainer:dev"] = new { command = new[] { Repository.Program("FineTuneTrainer", "finetune-trainer") }, env = options.TrainerEnvironment } };
        await System.IO.File.WriteAllTextAsync(images, JsonSerializer.Serialize(table), cancellationToken);
        var clusterJson = System.IO.Path.Combine(folder, "cluster.json");
        var process = ChildProcess.Start(Repository.Program("DevCluster", "devcluster"), ["up", "--dir", folder, "--images", images], System.IO.Path.Combine(folder, "logs", "devcluster.log"));
        try
        {
            var file = await ReadClusterFileAsync(clusterJson, process, cancellationToken);
            return new Cluster(process, file, folder, options, FreePort());
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fills the buckets, applies CRDs, runtime, namespace and secret, starts the operator.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await SampleData.UploadAsync(File, cancellationToken);
        foreach (var crd in Directory.EnumerateFiles(Repository.Path("config", "crd"), "*.yaml").Where(path => !path.EndsWith("kustomization.yaml", StringComparison.Ordinal)))
            await Objects.ApplyAsync(await System.IO.File.ReadAllTextAsync(crd, cancellationToken), cancellationToken);
        await Objects.WaitForCrdsAsync(cancellationToken);
        await Objects.ApplyAsync(await SampleObjects.ReadAsync(File, cancellationToken), cancellationToken);
        await StartOperatorAsync(cancellationToken);
    }

    /// <summary>Starts the operator process and waits until it is ready.</summary>
    public async Task StartOperatorAsync(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = File.Kubeconfig };
        _operator = ChildProcess.Start(
            Repository.Program("FineTuneOperator", "finetune-operator"),
            [$"--Operator:ListenUrl={_progressUrl}", $"--Operator:ProgressUrl={_progressUrl}/v1/progress", .. _options.OperatorArguments],
            System.IO.Path.Combine(_folder, "logs", "operator.log"),
            environment);
        using var http = new HttpClient();
        await Poll.UntilAsync("the operator to be ready", Patience, async () =>
        {
            if (_operator.HasExited)
                throw new InvalidOperationException($"the operator ended at start: see {_folder}/logs/operator.log");
            try
            {
                using var response = await http.GetAsync(new Uri($"{_progressUrl}/readyz"), cancellationToken);
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, cancellationToken);
    }

    /// <summary>Kills the operator as a crash would.</summary>
    public async Task KillOperatorAsync()
    {
        if (_operator is null)
            return;
        await _operator.KillAsync();
        await _operator.DisposeAsync();
        _operator = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_operator is not null)
            await _operator.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private static async Task<ClusterFile> ReadClusterFileAsync(string path, ChildProcess process, CancellationToken cancellationToken)
    {
        ClusterFile? file = null;
        await Poll.UntilAsync("the cluster to start", Patience, () =>
        {
            if (process.HasExited)
                throw new InvalidOperationException($"the development cluster ended at start: see {System.IO.Path.GetDirectoryName(path)}/logs/devcluster.log");
            if (System.IO.File.Exists(path))
                file = JsonSerializer.Deserialize<ClusterFile>(System.IO.File.ReadAllText(path), JsonSerializerOptions.Web);
            // One that was killed may have left its file.
            return Task.FromResult(file?.Pid == process.Id);
        }, cancellationToken);
        return file!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
