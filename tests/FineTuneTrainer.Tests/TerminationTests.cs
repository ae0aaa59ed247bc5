using System.Diagnostics;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>SIGTERM: a checkpoint, exit 143, and the next attempt goes on from there.</summary>
public sealed class TerminationTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_terminated_run_saves_a_checkpoint_and_the_next_attempt_resumes_there()
    {
        using var work = new Workspace();
        using var trainer = work.Start(work.Spec(Long));
        await trainer.StepAsync(3);
        var asked = Stopwatch.StartNew();
        trainer.Terminate();
        var first = (await trainer.EndAsync()).Expect(ExitCode.Terminated);

        Assert.True(asked.Elapsed < Grace, $"it took {asked.Elapsed}");
        var saved = Assert.IsType<CheckpointInfo>(first.Report.LastCheckpoint);
        Assert.Equal(first.Report.Step, saved.Step);
        Assert.Contains($"step {saved.Step}", first.Report.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(work.FileOf(ArtifactManifest.FileName)));

        using var next = work.Start(work.Spec(spec =>
        {
            Long(spec);
            spec["run"]!["epoch"] = 2;
        }));
        await next.LineAsync(line => line.Contains($"resumed from the checkpoint of step {saved.Step}\"", StringComparison.Ordinal));
        await next.StepAsync(saved.Step + 1);
    }

    [Fact]
    public async Task Terminated_before_the_first_step_no_checkpoint_is_claimed()
    {
        using var work = new Workspace();
        // A baseline over many rows gives SIGTERM its time.
        work.Write("test.csv", SampleRows.Csv(60_000, seed: 3));
        using var trainer = work.Start(work.Spec());
        await trainer.LineAsync(line => line.Contains("\"message\":\"model ", StringComparison.Ordinal));
        trainer.Terminate();
        var ended = (await trainer.EndAsync()).Expect(ExitCode.Terminated);

        Assert.Null(ended.Report.LastCheckpoint);
        Assert.Equal("terminated before a checkpoint was saved", ended.Report.Message);
        Assert.False(Directory.Exists(work.FileOf("checkpoints")));
    }

    [Fact]
    public async Task Terminated_inside_an_evaluation_the_next_attempt_begins_with_that_evaluation()
    {
        using var work = new Workspace();
        work.Write("validation.csv", SampleRows.Csv(40_000, seed: 3));
        using var trainer = work.Start(work.Spec(spec => spec["evaluation"] = JsonNode.Parse("""{ "baseline": false, "every": "Steps", "everySteps": 5 }""")));
        await trainer.StepAsync(5);
        trainer.Terminate();
        var first = (await trainer.EndAsync()).Expect(ExitCode.Terminated);
        Assert.Equal(5, first.Report.LastCheckpoint?.Step);

        work.Write("validation.csv", SampleRows.Csv(12, seed: 3));
        var second = (await work.RunAsync(work.Spec(spec =>
        {
            spec["run"]!["epoch"] = 2;
            spec["evaluation"] = JsonNode.Parse("""{ "baseline": false, "every": "Steps", "everySteps": 5 }""");
        }))).Expect(ExitCode.Ok);
        var evaluations = second.Output.Where(line => line.Contains("\"evaluation\":\"eval\"", StringComparison.Ordinal)).ToList();
        Assert.Contains("\"step\":5,", evaluations[0], StringComparison.Ordinal);
    }

    private static void Long(JsonObject spec)
    {
        spec["hyperparameters"]!["epochs"] = 2000;
        spec["checkpoint"] = JsonNode.Parse("""{ "everySteps": 10000 }""");
    }
}
