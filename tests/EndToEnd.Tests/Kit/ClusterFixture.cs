using System.Text;
using FineTune.Demo.Harness;
using FineTune.Storage;

namespace EndToEnd.Tests.Kit;

/// <summary>One cluster with its operator, as processes, in a folder of its own; every test of this project uses it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private const int TrainRows = 120;
    private const int TestRows = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("finetune-e2e-");
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, string>>> _undisturbed = [];
    private Cluster? _cluster;

    /// <summary>The cluster.</summary>
    public Cluster Cluster => _cluster!;

    /// <summary>Its store.</summary>
    public IObjectStore Store => SampleData.StoreOf(Cluster.File);

    /// <summary>Its jobs.</summary>
    public Jobs Jobs => new(Cluster.Client);

    /// <summary>Its pods.</summary>
    public Pods Pods => new(Cluster);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // Small steps: a second thread would only wait for the first, and spin while it waits.
        var options = new ClusterOptions
        {
            TrainerEnvironment = new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1", ["OMP_NUM_THREADS"] = "1", ["OMP_WAIT_POLICY"] = "PASSIVE" },
            OperatorArguments = ["--Operator:RetrySeconds=1"],
        };
        _cluster = await Cluster.StartAsync(_folder.FullName, options, TestContext.Current.CancellationToken);
        await _cluster.PrepareAsync(TestContext.Current.CancellationToken);
        await WriteAsync("s3://models/tiny/", new TinyBert());
        await WriteAsync("s3://data/tiny/train.csv", Rows.Csv(60, seed: 1));
        await WriteAsync("s3://data/tiny/validation.csv", Rows.Csv(12, seed: 2));
        await WriteAsync("s3://data/tiny/test.csv", Rows.Csv(12, seed: 3));
        await UploadAsync("train.csv", TrainRows);
        await UploadAsync("validation.csv", TestRows);
        await UploadAsync("test.csv", TestRows);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        Assert.Empty(OwnProcesses.Of(_folder.FullName));
        _folder.Delete(recursive: true);
    }

    /// <summary>Applies a manifest.</summary>
    public Task ApplyAsync(string manifest) => Cluster.Objects.ApplyAsync(manifest, TestContext.Current.CancellationToken);

    /// <summary>Waits for a job's end and wants it to be a good one.</summary>
    public async Task<JobView> SucceedsAsync(string name)
    {
        var job = await Jobs.FollowAsync(name, Patience, _ => { }, TestContext.Current.CancellationToken);
        Assert.True(job.Succeeded, $"{name}: {job.Object["status"]}");
        return job;
    }

    /// <summary>Writes a text to the store.</summary>
    public Task WriteAsync(string uri, string text) => WriteAsync(uri, Encoding.UTF8.GetBytes(text));

    /// <summary>The names of all objects below a folder of the store.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string uri)
    {
        var names = new List<string>();
        await foreach (var found in Store.ListAsync(ObjectUri.Parse(uri), TestContext.Current.CancellationToken))
            names.Add(found.Key);
        return names;
    }

    /// <summary>Writes a model's folder.</summary>
    internal async Task WriteAsync(string folder, TinyBert model)
    {
        foreach (var (name, content) in model.Files)
            await WriteAsync($"{folder}{name}", content);
    }

    /// <summary>The sha256 of every weight file that a run published, by name.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> WeightsAsync(JobManifest manifest, string uid)
    {
        var output = $"{manifest.Runs}{uid}/output/";
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (await ListAsync(output)).Where(name => name.EndsWith(".safetensors", StringComparison.Ordinal)))
            digests[name] = await Store.DownloadAsync(ObjectUri.Parse(output).Append(name), Path.Combine(_folder.FullName, Path.GetRandomFileName()), null, TestContext.Current.CancellationToken);
        return digests;
    }

    /// <summary>The weights of the same run when nobody disturbs it; made once for each method.</summary>
    internal Task<IReadOnlyDictionary<string, string>> UndisturbedAsync(JobManifest manifest)
    {
        var key = $"{manifest with { Name = "" }}";
        if (!_undisturbed.TryGetValue(key, out var weights))
            _undisturbed[key] = weights = TrainAsync(manifest with { Name = $"undisturbed-{_undisturbed.Count + 1}" });
        return weights;
    }

    private async Task<IReadOnlyDictionary<string, string>> TrainAsync(JobManifest manifest)
    {
        await ApplyAsync($"{manifest}");
        var job = await SucceedsAsync(manifest.Name);
        Assert.Single(await Pods.OfAsync(manifest.Name));
        return await WeightsAsync(manifest, job.Uid);
    }

    private async Task WriteAsync(string uri, byte[] content) =>
        Assert.True(await Store.WriteAsync(ObjectUri.Parse(uri), content, WriteCondition.Always, TestContext.Current.CancellationToken));

    private async Task UploadAsync(string sample, int rows)
    {
        var lines = await File.ReadAllLinesAsync(Repository.Path("samples", "data", "intents", sample), TestContext.Current.CancellationToken);
        await WriteAsync($"s3://data/e2e/{sample}", string.Join('\n', lines.Take(rows + 1)) + "\n");
    }
}
