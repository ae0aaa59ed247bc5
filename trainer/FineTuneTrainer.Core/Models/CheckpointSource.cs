using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Safetensors;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>The tensors of a Hugging Face folder, one file or shards by index: read one by one into memory of the wanted type, unused ones never.</summary>
internal sealed class CheckpointSource : IDisposable
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    private readonly List<OpenTensorFile> _files = [];
    private Dictionary<string, (OpenTensorFile File, TensorEntry Entry)> _entries = [];

    public CheckpointSource(IReadableFolder folder, ScalarType weightType)
    {
        WeightType = weightType;
        try
        {
            foreach (var name in Files(folder))
            {
                var file = OpenTensorFile.Open(folder, name);
                _files.Add(file);
                foreach (var entry in file.Entries)
                    _entries[entry.Name] = (file, entry);
            }
        }
        catch (SafetensorsException exception)
        {
            Dispose();
            throw new ModelIncompatibleException([exception.Message]);
        }
    }

    /// <summary>The type weights are read into.</summary>
    public ScalarType WeightType { get; }

    /// <summary>The keys that nobody took, in order.</summary>
    public IReadOnlyList<string> Rest => [.. _entries.Keys.Order(StringComparer.Ordinal)];

    public TensorEntry? Find(string name) => _entries.TryGetValue(name, out var found) ? found.Entry : null;

    /// <summary>Reads a key and takes it out.</summary>
    public Tensor Read(string name, ScalarType? type = null)
    {
        _entries.Remove(name, out var found);
        return found.File.Read(found.Entry, type ?? WeightType);
    }

    public void Drop(string name) => _entries.Remove(name);

    /// <summary>Brings the names to another form; two names for one are a problem.</summary>
    public void Rename(Func<string, string> rename)
    {
        List<string> twice = [.. _entries.Keys.GroupBy(rename).Where(names => names.Count() > 1).Select(names => $"the checkpoint has one weight under {names.Count()} names: {string.Join(", ", names)}")];
        if (twice.Count > 0)
            throw new ModelIncompatibleException(twice);
        _entries = _entries.ToDictionary(pair => rename(pair.Key), pair => pair.Value);
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private static List<string> Files(IReadableFolder folder)
    {
        if (folder.Names.Contains(Single))
            return [Single];
        if (!folder.Names.Contains(Index))
            throw new ModelIncompatibleException([$"neither {Single} nor {Index} is there (only safetensors is loaded, never pickle); the folder holds {string.Join(", ", folder.Names)}"]);
        List<string> shards = [.. Shards(folder).Distinct().Order(StringComparer.Ordinal)];
        var missing = shards.Where(shard => !folder.Names.Contains(shard)).Select(shard => $"{Index} names {shard}, which is missing").ToList();
        return missing.Count == 0 ? shards : throw new ModelIncompatibleException(missing);
    }

    private static List<string> Shards(IReadableFolder folder)
    {
        try
        {
            using var stream = folder.OpenRead(Index);
            var map = JsonNode.Parse(stream)?["weight_map"] as JsonObject ?? throw new ModelIncompatibleException([$"{Index} has no weight_map"]);
            return [.. map.Select(pair => pair.Value?.GetValue<string>() ?? "")];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelIncompatibleException([$"{Index} cannot be read: {exception.Message}"]);
        }
    }
}
