using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run;

/// <summary>The run's inputs on disk, with their digests.</summary>
public sealed record Inputs(string ModelFolder, IReadOnlyDictionary<DatasetRole, string> Datasets, IReadOnlyList<InputDigest> Digests)
{
    /// <summary>Fetches the base model and every dataset.</summary>
    public static async Task<Inputs> FetchAsync(RunSpec spec, IObjectStore store, string scratch, CancellationToken cancellationToken)
    {
        var digests = new List<InputDigest>();
        var model = Path.Combine(scratch, "model");
        if (spec.Model.Uri is { } uri)
            digests.Add(await FetchModelAsync(ObjectUri.Parse(uri), store, model, cancellationToken, spec.Model.Scratch is null ? ModelFiles.Has : ModelFiles.Processors.Contains));
        var datasets = new Dictionary<DatasetRole, string>();
        foreach (var (index, dataset) in spec.Datasets.Index())
        {
            var path = Path.Combine(scratch, "data", dataset.Role.ToString().ToLowerInvariant());
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var digest = await DatasetFetch.RunAsync(index, dataset, store, path, cancellationToken);
            datasets[dataset.Role] = path;
            digests.Add(new InputDigest { Name = dataset.Name, Digest = digest });
        }

        return new Inputs(model, datasets, digests);
    }

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer() => TokenizerOf(new DiskFolder(ModelFolder));

    /// <summary>The tokenizer of what the model writes.</summary>
    public Tokenizer TargetTokenizer() => TokenizerOf(new DiskFolder(ModelFolder), target: true);

    /// <summary>The model's generation_config.json; null where it has none.</summary>
    public JsonObject? Generation() => GenerationOf(new DiskFolder(ModelFolder));

    /// <summary>The same of any folder.</summary>
    public static JsonObject? GenerationOf(DiskFolder folder)
    {
        var path = Path.Combine(folder.Path, "generation_config.json");
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject : null;
        }
        catch (JsonException exception)
        {
            throw new ModelIncompatibleException([$"generation_config.json cannot be read: {exception.Message}"]);
        }
    }

    /// <summary>The tokenizer of a model's folder; of a translation model with two of them, that of what it writes where <paramref name="target"/> says so.</summary>
    public static Tokenizer TokenizerOf(DiskFolder folder, bool target = false)
    {
        try
        {
            return target ? TokenizerFiles.LoadTarget(folder) : TokenizerFiles.Load(folder);
        }
        catch (Exception exception) when (exception is FormatException or NotSupportedException or InvalidDataException or JsonException)
        {
            throw new ModelIncompatibleException([exception.Message]);
        }
    }

    /// <summary>Fetches a model's files and nothing else.</summary>
    public static async Task<InputDigest> FetchModelAsync(ObjectUri uri, IObjectStore store, string folder, CancellationToken cancellationToken, Func<string, bool>? wanted = null)
    {
        Directory.CreateDirectory(folder);
        var lines = new List<string>();
        await foreach (var file in store.ListAsync(uri, cancellationToken))
        {
            if (!(wanted ?? ModelFiles.Has)(file.Key))
                continue;
            var digest = await store.DownloadAsync(uri.Append(file.Key), Path.Combine(folder, file.Key), null, cancellationToken);
            lines.Add($"{digest}  {file.Key}");
        }

        if (lines.Count == 0)
            throw new RunFailure(ExitCode.ModelIncompatible, $"there is no model at {uri}", "model.uri names a folder with config.json, *.safetensors and vocab.txt or tokenizer.json", [new RunProblem { Place = "model.uri", Message = $"{uri} holds no model file" }]);
        return new InputDigest { Name = "model", Digest = DigestOf(lines) };
    }

    /// <summary>One digest for several files: that of their sorted "digest  path" lines.</summary>
    internal static string DigestOf(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.OrderBy(line => line[66..], StringComparer.Ordinal)) + "\n";
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}";
    }
}
