using FineTune.Demo.Harness;
using FineTune.Storage;

namespace EndToEnd.Tests.Kit;

/// <summary>One cluster with its operator, as processes, in a folder of its own; every test of this project uses it.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private const int TrainRows = 120;
    private const int TestRows = 24;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("finetune-e2e-");
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
        await UploadAsync("train.csv", TrainRows, "data/e2e/train.csv");
        await UploadAsync("test.csv", TestRows, "data/e2e/test.csv");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Applies a manifest.</summary>
    public Task ApplyAsync(string manifest) => Cluster.Objects.ApplyAsync(manifest, TestContext.Current.CancellationToken);

    /// <summary>Writes a text to the store.</summary>
    public async Task WriteAsync(string uri, string text) =>
        Assert.True(await Store.WriteAsync(ObjectUri.Parse(uri), System.Text.Encoding.UTF8.GetBytes(text), WriteCondition.Always, TestContext.Current.CancellationToken));

    /// <summary>The names of all objects below a folder of the store.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string uri)
    {
        var names = new List<string>();
        await foreach (var found in Store.ListAsync(ObjectUri.Parse(uri), TestContext.Current.CancellationToken))
            names.Add(found.Key);
        return names;
    }

    private async Task UploadAsync(string sample, int rows, string key)
    {
        var lines = await File.ReadAllLinesAsync(Repository.Path("samples", "data", "intents", sample), TestContext.Current.CancellationToken);
        await WriteAsync($"s3://{key}", string.Join('\n', lines.Take(rows + 1)) + "\n");
    }
}
