using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Safetensors;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>The tensors of a Hugging Face folder: one file or shards by index, floats widened to fp32.</summary>
public static class CheckpointTensors
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    /// <summary>All tensors by their name in the file.</summary>
    public static Dictionary<string, Tensor> Read(IReadableFolder folder)
    {
        try
        {
            using var scope = NewDisposeScope();
            var all = new Dictionary<string, Tensor>();
            foreach (var file in Files(folder))
            {
                foreach (var (name, tensor) in TensorFile.Read(folder, file))
                    all[name] = Widen(tensor);
            }

            foreach (var tensor in all.Values)
                tensor.MoveToOuterDisposeScope();
            return all;
        }
        catch (SafetensorsException exception)
        {
            throw new ModelIncompatibleException([exception.Message]);
        }
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

    private static Tensor Widen(Tensor tensor)
    {
        if (tensor.dtype is not (ScalarType.Float16 or ScalarType.BFloat16))
            return tensor;
        using (tensor)
            return tensor.to(ScalarType.Float32);
    }
}
