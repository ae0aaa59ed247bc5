using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Disk;
using TestKit;
using static TorchSharp.torch;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>A GPT-2 of two layers with random weights and a tokenizer of the golden files.</summary>
internal static class TinyDecoder
{
    private static readonly Lock Generator = new();

    public static void Write(string path)
    {
        var folder = new DiskFolder(path);
        var golden = RepositoryFiles.Golden("tokenizers", "gpt2");
        foreach (var name in (string[])["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"])
        {
            using var to = folder.Create(name);
            using var from = File.OpenRead(Path.Combine(golden, name));
            from.CopyTo(to);
        }

        var words = ((JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(golden, "tokenizer.json")))!["model"]!["vocab"]!).Count;
        var config = new JsonObject { ["model_type"] = "gpt2", ["vocab_size"] = words, ["n_embd"] = 32, ["n_layer"] = 2, ["n_head"] = 2, ["n_positions"] = 64, ["resid_pdrop"] = 0.1 };
        using (var writer = new StreamWriter(folder.Create("config.json")))
            writer.Write(config.ToJsonString());
        using var outline = ModelCatalog.Outline(config, new ModelOptions { Task = ModelTask.CausalLM, Kernel = LinearKernels.Of(FineTune.Contract.LinearKernelType.Native) });
        lock (Generator)
        {
            using var scope = NewDisposeScope();
            manual_seed(7);
            TensorFile.Write(folder, "model.safetensors", outline.Parameters.ToDictionary(pair => pair.Name, pair => pair.Name.Contains("ln_", StringComparison.Ordinal) && pair.Name.EndsWith("weight", StringComparison.Ordinal) ? ones(pair.Parameter.shape) : randn(pair.Parameter.shape) * 0.1));
        }
    }
}
