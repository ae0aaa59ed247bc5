using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>A folder with a tiny model, data, and room for what real trainer processes write.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("finetune-trainer-");
    private int _started;

    public Workspace()
    {
        TinyModel.Write(Model);
        Write("train.csv", SampleRows.Csv(48, seed: 1));
        Write("validation.csv", SampleRows.Csv(12, seed: 2));
        Write("test.csv", SampleRows.Csv(12, seed: 3));
    }

    public string Root => _root.FullName;

    public string Model => Path.Combine(Root, "model");

    /// <summary>The run's folder in the store.</summary>
    public string Output => Path.Combine(Root, "out");

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(Root, name), content);

    /// <summary>A run that takes a second: 6 steps an epoch of 8 rows in two micro-batches, dropout on, judged each epoch.</summary>
    public JsonObject Spec(Action<JsonObject>? change = null)
    {
        var spec = JsonNode.Parse($$"""
            {
              "version": 1,
              "run": { "name": "fruits", "namespace": "team-a", "uid": "u1", "epoch": 1, "fingerprint": "sha256:f" },
              "task": { "type": "SequenceClassification" },
              "model": { "uri": "file://{{Model}}/" },
              "datasets": [
                { "name": "train", "role": "Train", "uri": "file://{{Root}}/train.csv", "format": "Csv" },
                { "name": "validation", "role": "Validation", "uri": "file://{{Root}}/validation.csv", "format": "Csv" },
                { "name": "test", "role": "Test", "uri": "file://{{Root}}/test.csv", "format": "Csv" }
              ],
              "preprocessing": { "maxSequenceLength": 16 },
              "method": { "type": "Full" },
              "hyperparameters": { "epochs": 2, "batchSize": 8, "microBatchSize": 4, "learningRate": 0.003, "warmupRatio": 0.1, "linearKernel": "Native" },
              "seed": 3,
              "checkpoint": { "everySteps": 2 },
              "output": { "uri": "file://{{Output}}/", "artifacts": ["Model"] }
            }
            """)!.AsObject();
        change?.Invoke(spec);
        return spec;
    }

    /// <summary>Starts <c>run</c>.</summary>
    public TrainerProcess Start(JsonObject spec, params (string Name, string Value)[] environment)
    {
        var id = Interlocked.Increment(ref _started);
        Write($"run-{id}.json", spec.ToJsonString());
        return new TrainerProcess(["run", Path.Combine(Root, $"run-{id}.json"), "--log-every", "1"],
        [
            // One torch thread: spinning threads of many trainers at once starve each other.
            ("DOTNET_PROCESSOR_COUNT", "1"),
            (TrainerVariables.Scratch, Path.Combine(Root, "scratch")),
            (TrainerVariables.TerminationLog, Path.Combine(Root, $"termination-{id}")),
            .. environment,
        ]);
    }

    /// <summary>Runs <c>run</c> to its end.</summary>
    public async Task<Ended> RunAsync(JsonObject spec, params (string Name, string Value)[] environment)
    {
        using var trainer = Start(spec, environment);
        return await trainer.EndAsync();
    }

    public string FileOf(string relative) => Path.Combine(Output, relative);

    /// <summary>The published report.</summary>
    public RunReport Report() => JsonSerializer.Deserialize<RunReport>(File.ReadAllBytes(FileOf(RunLayout.Report)), ContractJson.Options)!;

    /// <summary>Runs <c>evaluate</c> to its end.</summary>
    public async Task<Ended> EvaluateAsync(JsonObject spec, params string[] options)
    {
        var id = Interlocked.Increment(ref _started);
        Write($"evaluate-{id}.json", spec.ToJsonString());
        using var trainer = new TrainerProcess(
            ["evaluate", Path.Combine(Root, $"evaluate-{id}.json"), .. options],
            [("DOTNET_PROCESSOR_COUNT", "1"), (TrainerVariables.Scratch, Path.Combine(Root, $"scratch-{id}"))]);
        return await trainer.EndAsync();
    }

    /// <summary>The evaluation in a folder, the published one when none is named.</summary>
    public EvaluationReport Evaluation(string? folder = null) =>
        JsonSerializer.Deserialize<EvaluationReport>(File.ReadAllBytes(folder is null ? FileOf(RunLayout.Evaluation) : Path.Combine(folder, RunLayout.Evaluation)), ContractJson.Options)!;

    public string Digest(string relative) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(FileOf(relative))));

    public void Dispose() => _root.Delete(recursive: true);
}
