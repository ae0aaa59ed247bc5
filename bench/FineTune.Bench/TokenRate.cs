using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTune.Demo.Harness;

namespace FineTune.Bench;

/// <summary>Tokens a second of the real trainer process on the demo's data, and how much of what it computes is padding.</summary>
internal static class TokenRate
{
    private static readonly (string Name, MethodSpec Method)[] Methods =
    [
        ("Freeze", new MethodSpec { Type = MethodType.Freeze, Freeze = new FreezeSpec() }),
        ("LoRA", new MethodSpec { Type = MethodType.LoRA, Lora = new LoraSpec { Rank = 8, Alpha = 16, TargetModules = ["query", "value"] } }),
        ("Full", new MethodSpec { Type = MethodType.Full }),
    ];

    public static async Task PrintAsync(TextWriter output)
    {
        output.WriteLine("| method | model | batch | kernel | tokens/s, steps alone | tokens/s, whole training | padding, length groups | padding, no groups | peak memory |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, method) in Methods)
        {
            var (report, steps) = await RunAsync(method, groupByLength: true);
            var (_, ungrouped) = await RunAsync(method, groupByLength: false);
            output.WriteLine($"| {name} | minilm-l3 | 16 | {report.LinearKernel} | {StepsAlone(steps):N0} | {report.TokensPerSecond:N0} | {Waste(steps):0.0} % | {Waste(ungrouped):0.0} % | {report.PeakMemoryBytes / 1e6:N0} MB |");
        }
    }

    private static async Task<(RunReport Report, IReadOnlyList<JsonObject> Steps)> RunAsync(MethodSpec method, bool groupByLength)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "run.json");
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(Spec(method, groupByLength, folder.FullName), ContractJson.Options));
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

    private static RunSpec Spec(MethodSpec method, bool groupByLength, string folder) => new()
    {
        Version = RunSpec.CurrentVersion,
        Run = new RunIdentity { Name = "bench", Namespace = "bench", Uid = "bench", Epoch = 1, Fingerprint = "sha256:bench" },
        Task = new TaskSpec { Type = "SequenceClassification" },
        Model = new ModelSpec { Uri = $"file://{Repository.Path("samples", "models", "minilm-l3")}/" },
        Datasets = [Data("train", DatasetRole.Train), Data("validation", DatasetRole.Validation), Data("test", DatasetRole.Test)],
        Preprocessing = new PreprocessingSpec { MaxSequenceLength = 64 },
        Method = method,
        Hyperparameters = new HyperparameterSpec { Epochs = 3, BatchSize = 16, LearningRate = 2e-4, GroupByLength = groupByLength },
        Seed = 0,
        Output = new OutputSpec { Uri = $"file://{folder}/out/", Artifacts = [method.Type == MethodType.LoRA ? ArtifactType.Merged : ArtifactType.Model] },
    };

    private static DatasetSpec Data(string name, DatasetRole role) =>
        new() { Name = name, Role = role, Uri = $"file://{Repository.Path("samples", "data", "intents", $"{name}.csv")}", Format = DatasetFormat.Csv };

    // A step's own time is from the line before to its own; where an evaluation or a checkpoint lies between, the gap is far above the median and left out.
    private static double StepsAlone(IReadOnlyList<JsonObject> steps)
    {
        var spans = steps.Zip(steps.Skip(1), (before, after) => (Seconds: (Time(after) - Time(before)).TotalSeconds, Tokens: after["tokens"]!.GetValue<long>())).ToList();
        var median = spans.Select(span => span.Seconds).Order().ElementAt(spans.Count / 2);
        var plain = spans.Where(span => span.Seconds < 3 * median).ToList();
        return plain.Sum(span => span.Tokens) / plain.Sum(span => span.Seconds);
    }

    private static DateTimeOffset Time(JsonObject line) => line["time"]!.GetValue<DateTimeOffset>();

    private static double Waste(IReadOnlyList<JsonObject> steps) =>
        100 * (1 - (steps.Sum(step => step["tokens"]!.GetValue<long>()) / (double)steps.Sum(step => step["paddedTokens"]!.GetValue<long>())));
}
