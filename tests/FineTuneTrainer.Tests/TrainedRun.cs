using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>One finished run on JSON lines with a split-off validation part, for the tests that only look at it.</summary>
public sealed class TrainedRun : IAsyncLifetime
{
    internal Workspace Work { get; } = new();

    internal Ended Ended { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Work.Write("train.jsonl", SampleRows.Jsonl(60, seed: 1));
        Ended = (await Work.RunAsync(Spec())).Expect(ExitCode.Ok);
    }

    public ValueTask DisposeAsync()
    {
        Work.Dispose();
        return ValueTask.CompletedTask;
    }

    internal JsonObject Spec() => Work.Spec(spec =>
    {
        spec["datasets"] = JsonNode.Parse($$"""
            [
              { "name": "rows", "role": "Train", "uri": "file://{{Work.Root}}/train.jsonl", "format": "Jsonl" },
              { "name": "held", "role": "Test", "uri": "file://{{Work.Root}}/test.csv", "format": "Csv" }
            ]
            """);
        spec["preprocessing"]!["validationSplit"] = 0.2;
        spec["hyperparameters"]!["epochs"] = 60;
        spec["evaluation"] = JsonNode.Parse("""{ "earlyStoppingPatience": 6, "keepBest": true }""");
    });
}
