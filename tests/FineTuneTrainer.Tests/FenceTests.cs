using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>One attempt writes at a time, and a finished run is not trained again.</summary>
public sealed class FenceTests
{
    [Fact]
    public async Task An_older_attempt_steps_aside_and_writes_nothing()
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Output);
        File.WriteAllText(work.FileOf(RunLayout.Fence), """{"epoch":5}""");
        await work.FailsAsync(ExitCode.Fenced, work.Spec());
        Assert.Equal([RunLayout.Fence], Visible(work));
    }

    [Fact]
    public async Task A_newer_attempt_stops_an_older_one_at_its_next_checkpoint()
    {
        using var work = new Workspace();
        using var old = work.Start(work.Spec(spec =>
        {
            spec["hyperparameters"]!["epochs"] = 2000;
            spec["checkpoint"] = JsonNode.Parse("""{ "everySteps": 4 }""");
        }));
        await old.LineAsync(line => line.Contains("\"checkpoint\"", StringComparison.Ordinal));
        File.WriteAllText(work.FileOf(RunLayout.Fence), """{"epoch":2}""");
        var ended = (await old.EndAsync()).Expect(ExitCode.Fenced);
        Assert.Contains("attempt 2", ended.Report.Message, StringComparison.Ordinal);
        Assert.NotNull(ended.Report.LastCheckpoint);
        Assert.False(File.Exists(work.FileOf(ArtifactManifest.FileName)));
    }

    [Fact]
    public async Task A_committed_run_is_already_trained()
    {
        using var work = new Workspace();
        (await work.RunAsync(work.Spec())).Expect(ExitCode.Ok);
        var before = work.Digest(ArtifactManifest.FileName);

        var again = (await work.RunAsync(work.Spec(spec => spec["run"]!["epoch"] = 2))).Expect(ExitCode.Ok);

        Assert.StartsWith("AlreadyTrained", again.Report.Message, StringComparison.Ordinal);
        Assert.NotEmpty(again.Report.Outputs);
        Assert.DoesNotContain(again.Output, line => line.Contains("totalSteps", StringComparison.Ordinal));
        Assert.Equal(before, work.Digest(ArtifactManifest.FileName));
    }

    [Fact]
    public async Task An_earlier_run_of_the_same_inputs_stands_until_they_change()
    {
        using var work = new Workspace();
        (await work.RunAsync(work.Spec(Run("u1")))).Expect(ExitCode.Ok);

        var again = (await work.RunAsync(work.Spec(Run("u2")))).Expect(ExitCode.Ok);
        Assert.StartsWith("AlreadyTrained: run u1", again.Report.Message, StringComparison.Ordinal);
        Assert.Contains("/u1/", again.Report.Outputs[0].Uri, StringComparison.Ordinal);
        Assert.False(File.Exists(work.FileOf("u2/manifest.json")));

        work.Write("test.csv", SampleRows.Csv(12, seed: 4));
        var changed = (await work.RunAsync(work.Spec(Run("u3")))).Expect(ExitCode.Ok);
        Assert.StartsWith("trained", changed.Report.Message, StringComparison.Ordinal);

        // Somebody cleared u3's weights away: it cannot stand for another run any more.
        File.Delete(work.FileOf($"u3/{RunLayout.Model}model.safetensors"));
        var damaged = (await work.RunAsync(work.Spec(Run("u4")))).Expect(ExitCode.Ok);
        Assert.StartsWith("trained", damaged.Report.Message, StringComparison.Ordinal);

        Action<JsonObject> Run(string uid) => spec =>
        {
            spec["run"]!["uid"] = uid;
            spec["output"] = new JsonObject { ["uri"] = $"file://{work.Output}/{uid}/", ["runs"] = $"file://{work.Output}/", ["artifacts"] = new JsonArray("Model") };
        };
    }

    private static IEnumerable<string> Visible(Workspace work) =>
        Directory.EnumerateFiles(work.Output, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(work.Output, path)).Where(path => !path.StartsWith('.'));
}
