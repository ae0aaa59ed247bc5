using System.Security.Cryptography;
using System.Text;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>The run's inputs on disk, with their digests.</summary>
public sealed record Inputs(string ModelFolder, IReadOnlyDictionary<DatasetRole, string> Datasets, IReadOnlyList<InputDigest> Digests)
{
    // Only what is read is fetched: no pickle ever reaches the disk.
    private static readonly string[] ModelFiles =
        ["config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "model.safetensors.index.json"];

    /// <summary>Fetches the base model and every dataset.</summary>
    public static async Task<Inputs> FetchAsync(RunSpec spec, IObjectStore store, string scratch, CancellationToken cancellationToken)
    {
        var digests = new List<InputDigest>();
        var model = Path.Combine(scratch, "model");
        digests.Add(await FetchModelAsync(ObjectUri.Parse(spec.Model.Uri), store, model, cancellationToken));
        var datasets = new Dictionary<DatasetRole, string>();
        foreach (var (index, dataset) in spec.Datasets.Index())
        {
            var path = Path.Combine(scratch, "data", dataset.Role.ToString().ToLowerInvariant());
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var digest = await FetchDatasetAsync(index, dataset, store, path, cancellationToken);
            datasets[dataset.Role] = path;
            digests.Add(new InputDigest { Name = dataset.Name, Digest = $"sha256:{digest}" });
        }

        return new Inputs(model, datasets, digests);
    }

    /// <summary>Fetches a model's files and nothing else.</summary>
    public static async Task<InputDigest> FetchModelAsync(ObjectUri uri, IObjectStore store, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var lines = new List<string>();
        await foreach (var file in store.ListAsync(uri, cancellationToken))
        {
            if (!ModelFiles.Contains(file.Key) && (file.Key.Contains('/') || !file.Key.EndsWith(".safetensors", StringComparison.Ordinal)))
                continue;
            var digest = await store.DownloadAsync(uri.Append(file.Key), Path.Combine(folder, file.Key), null, cancellationToken);
            lines.Add($"{digest}  {file.Key}");
        }

        if (lines.Count == 0)
            throw new RunFailure(ExitCode.ModelIncompatible, $"there is no model at {uri}", "model.uri names a folder with config.json, *.safetensors and vocab.txt or tokenizer.json", [new RunProblem { Place = "model.uri", Message = $"{uri} holds no model file" }]);
        return new InputDigest { Name = "model", Digest = DigestOf(lines) };
    }

    private static async Task<string> FetchDatasetAsync(int index, DatasetSpec dataset, IObjectStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await store.DownloadAsync(ObjectUri.Parse(dataset.Uri), path, null, cancellationToken);
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.NotFound)
        {
            var problem = new RunProblem { Place = $"datasets[{index}].uri", Message = exception.Message };
            throw new RunFailure(ExitCode.InvalidConfig, $"dataset {dataset.Name}: {exception.Message}", "check the URI", [problem], exception);
        }
    }

    /// <summary>One digest for several files: that of their sorted "digest  path" lines.</summary>
    internal static string DigestOf(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.OrderBy(line => line[66..], StringComparer.Ordinal)) + "\n";
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
