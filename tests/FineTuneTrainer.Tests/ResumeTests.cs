using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Killed at any step and started again, a run ends with the very weights of an undisturbed one.</summary>
public sealed class ResumeTests
{
    private const int TotalSteps = 60;

    private static readonly (string Name, string Value)[] TwoThreads = [("DOTNET_PROCESSOR_COUNT", "2"), ("OMP_WAIT_POLICY", "PASSIVE")];

    [Fact]
    public Task Full_tuning_killed_three_times_ends_with_the_same_weights() =>
        KilledRunsEndTheSame(_ => { }, $"{RunLayout.Model}model.safetensors");

    [Fact]
    public Task LoRA_killed_three_times_ends_with_the_same_adapter() =>
        KilledRunsEndTheSame(spec =>
        {
            spec["method"] = JsonNode.Parse("""{ "type": "LoRA", "lora": { "rank": 4, "dropout": 0.1, "targetModules": ["query", "value"] } }""");
            spec["output"]!["artifacts"] = new JsonArray("Adapter", "Merged");
        }, $"{RunLayout.Adapter}adapter_model.safetensors", $"{RunLayout.Merged}model.safetensors");

    [Fact]
    public async Task A_resumed_run_keeps_the_linear_kernel_of_its_checkpoint()
    {
        using var work = new Workspace();
        await StopAtStepAsync(work, work.Spec(Long), 5);

        var second = work.Spec(spec =>
        {
            Long(spec);
            spec["run"]!["epoch"] = 2;
            spec["hyperparameters"]!["linearKernel"] = "OneDnn";
        });
        (await work.RunAsync(second)).Expect(ExitCode.Ok);

        Assert.Equal("Native", work.Report().LinearKernel);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_passed_over_for_the_one_before()
    {
        using var work = new Workspace();
        await StopAtStepAsync(work, work.Spec(Long), 9);
        var newest = Directory.GetDirectories(work.FileOf("checkpoints")).MaxBy(Step)!;
        File.WriteAllText(Path.Combine(newest, "weights.safetensors"), "garbage");

        var ended = (await work.RunAsync(work.Spec(spec =>
        {
            Long(spec);
            spec["run"]!["epoch"] = 2;
        }))).Expect(ExitCode.Ok);

        Assert.Contains(ended.Output, line => line.Contains("is damaged and is passed over", StringComparison.Ordinal));
        Assert.Contains(ended.Output, line => line.Contains("resumed from the checkpoint of step", StringComparison.Ordinal));
    }

    private static async Task KilledRunsEndTheSame(Action<JsonObject> method, params string[] files)
    {
        using var undisturbed = new Workspace();
        using var disturbed = new Workspace();
        var calm = undisturbed.RunAsync(undisturbed.Spec(spec => Change(spec, 1)), TwoThreads);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        int[] kills = [random.Next(4, 16), random.Next(18, 28), random.Next(30, 42)];
        for (var attempt = 0; attempt < kills.Length; attempt++)
        {
            using var trainer = disturbed.Start(disturbed.Spec(spec => Change(spec, attempt + 1)), TwoThreads);
            await trainer.StepAsync(kills[attempt]);
            trainer.Kill();
            var killed = await trainer.EndAsync();
            Assert.True(killed.Code == 137, $"seed {seed}: exit {killed.Code} when killed at step {kills[attempt]}\n{killed.Error}");
            Assert.False(File.Exists(disturbed.FileOf(ArtifactManifest.FileName)));
        }

        var last = (await disturbed.RunAsync(disturbed.Spec(spec => Change(spec, kills.Length + 1)), TwoThreads)).Expect(ExitCode.Ok);
        (await calm).Expect(ExitCode.Ok);

        Assert.Contains(last.Output, line => line.Contains("resumed from the checkpoint of step", StringComparison.Ordinal));
        foreach (var file in files)
            Assert.True(undisturbed.Digest(file) == disturbed.Digest(file), $"seed {seed}, killed at {string.Join(", ", kills)}: {file} differs");
        Assert.Equal(undisturbed.Report().Tuned, disturbed.Report().Tuned);
        Assert.Equal(undisturbed.Report().Baseline, disturbed.Report().Baseline);
        Assert.Equal(WithoutCost(undisturbed), WithoutCost(disturbed));
        Assert.Equal(Figures(undisturbed), Figures(disturbed));

        void Change(JsonObject spec, int epoch)
        {
            Long(spec);
            method(spec);
            spec["run"]!["epoch"] = epoch;
        }
    }

    private static string WithoutCost(Workspace work) => JsonSerializer.Serialize(work.Evaluation() with { Cost = null }, ContractJson.Options);

    // The curve of the loss has every step, those before the kills too.
    private static IEnumerable<string> Figures(Workspace work) =>
        File.ReadAllText(work.FileOf(RunLayout.EvaluationPage)).Split("<polyline")[1..].Select(line => line[..line.IndexOf("/>", StringComparison.Ordinal)]);

    private static async Task StopAtStepAsync(Workspace work, JsonObject spec, int step)
    {
        using var trainer = work.Start(spec);
        await trainer.StepAsync(step);
        trainer.Terminate();
        (await trainer.EndAsync()).Expect(ExitCode.Terminated);
    }

    private static void Long(JsonObject spec)
    {
        spec["hyperparameters"]!["epochs"] = TotalSteps / 6;
        spec["checkpoint"] = JsonNode.Parse("""{ "everySteps": 2, "keepLatest": 3 }""");
    }

    private static int Step(string folder) => int.Parse(folder[(folder.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
