using System.Diagnostics;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;

namespace FineTune.Bench;

/// <summary>A folder of a gigabyte of safetensors into a model's tensors, beside <c>cp</c> of the same folder.</summary>
internal static class FolderLoad
{
    private const int Rounds = 5;

    private const string Config = """{"model_type": "llama", "vocab_size": 32000, "hidden_size": 1536, "num_hidden_layers": 6, "num_attention_heads": 16, "num_key_value_heads": 8, "intermediate_size": 5632, "max_position_embeddings": 2048, "tie_word_embeddings": true}""";

    public static async Task PrintAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            var source = new PlainFolder(Path.Combine(folder.FullName, "model"));
            var bytes = Write(source);
            List<double> cp = [], ours = [];
            for (var round = 0; round <= Rounds; round++)
            {
                // The first round warms the page cache for both and is not counted.
                var (copy, load) = (await CopyAsync(source.Path, Path.Combine(folder.FullName, "copy")), Load(source));
                if (round == 0)
                    continue;
                cp.Add(copy);
                ours.Add(load);
            }

            var (peer, own) = (bytes / Median(cp) / 1e6, bytes / Median(ours) / 1e6);
            output.WriteLine($"| {bytes / 1e9:0.00} GB of safetensors, medians of {Rounds}, page cache warm | MB/s | the trainer is |");
            output.WriteLine("|---|---|---|");
            output.WriteLine($"| the trainer: names, shapes and tensors checked, weights in the model's memory | {own:0} | |");
            output.WriteLine($"| `cp -r` | {peer:0} | {own / peer:0.00} x |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Write(PlainFolder folder)
    {
        File.WriteAllText(Path.Combine(folder.Path, "config.json"), Config);
        using var model = ModelCatalog.Create(JsonNode.Parse(Config)!.AsObject(), Options);
        TensorFile.Write(folder, "model.safetensors", model.Parameters.ToDictionary(pair => pair.Name, pair => (TorchSharp.torch.Tensor)pair.Parameter));
        return new FileInfo(Path.Combine(folder.Path, "model.safetensors")).Length;
    }

    private static double Load(PlainFolder folder)
    {
        var watch = Stopwatch.StartNew();
        using var model = ModelCatalog.Load(folder, Options);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> CopyAsync(string from, string to)
    {
        var watch = Stopwatch.StartNew();
        using (var process = Process.Start(new ProcessStartInfo("cp", ["-r", from, to]))!)
            await process.WaitForExitAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        Directory.Delete(to, recursive: true);
        return seconds;
    }

    private static ModelOptions Options => new() { Task = ModelTask.CausalLM, Kernel = LinearKernels.Of(LinearKernelType.Native) };

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
