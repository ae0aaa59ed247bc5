using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTune.Demo.Harness;

namespace FineTune.Bench;

/// <summary>The real trainer process on the demo's model and data.</summary>
internal static class IntentsRun
{
    /// <summary>Trains every weight as the reference of samples/models was trained, changed as asked; returns the report and the steps' lines.</summary>
    public static async Task<(RunReport Report, IReadOnlyList<JsonObject> Steps)> RunAsync(Func<RunSpec, RunSpec> change)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "run.json");
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(change(Spec(folder.FullName)), ContractJson.Options));
            var start = new ProcessStartInfo(Repository.Program("FineTuneTrainer", "finetune-trainer"), ["run", file, "--log-every", "1"]) { RedirectStandardOutput = true };
            start.Environment[TrainerVariables.Scratch] = Path.Combine(folder.FullName, "scratch");
            using var process = Process.Start(start)!;
            var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"finetune-trainer ended with {process.ExitCode}: {lines.LastOrDefault()}");
            var report = JsonSerializer.Deserialize<RunReport>(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "out", RunLayout.Report)), ContractJson.Options)!;
            return (report, [.. lines.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject()).Where(line => line.ContainsKey("paddedTokens"))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunSpec Spec(string folder) => new()
    {
        Version = RunSpec.CurrentVersion,
        Run = new RunIdentity { Name = "bench", Namespace = "bench", Uid = "bench", Epoch = 1, Fingerprint = "sha256:bench" },
        Task = new TaskSpec { Type = "SequenceClassification" },
        Model = new ModelSpec { Uri = $"file://{Repository.Path("samples", "models", "minilm-l3")}/" },
        Datasets = [Data("train", DatasetRole.Train), Data("validation", DatasetRole.Validation), Data("test", DatasetRole.Test)],
        Preprocessing = new PreprocessingSpec { MaxSequenceLength = 64 },
        Method = new MethodSpec { Type = MethodType.Full },
        Hyperparameters = new HyperparameterSpec { Epochs = 6, BatchSize = 16, LearningRate = 2e-4, WeightDecay = 0.01, WarmupRatio = 0.1 },
        Seed = 0,
        Output = new OutputSpec { Uri = $"file://{folder}/out/", Artifacts = [ArtifactType.Model] },
    };

    private static DatasetSpec Data(string name, DatasetRole role) =>
        new() { Name = name, Role = role, Uri = $"file://{Repository.Path("samples", "data", "intents", $"{name}.csv")}", Format = DatasetFormat.Csv };
}
