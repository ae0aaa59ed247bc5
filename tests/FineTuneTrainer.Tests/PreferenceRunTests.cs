using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Pairs of answers in real runs: what is better is learned, and killed runs end as calm ones do.</summary>
public sealed class PreferenceRunTests
{
    private const string Lora = """{ "type": "LoRA", "lora": { "rank": 4, "targetModules": ["c_attn"] } }""";

    [Theory]
    [InlineData("Dpo")]
    [InlineData("Ipo")]
    [InlineData("Orpo")]
    [InlineData("Simpo")]
    public async Task The_better_answers_become_the_likelier_ones(string loss)
    {
        using var pairs = new PairWorkspace(decoder: true);
        var report = await pairs.TrainAsync($$"""{ "loss": "{{loss}}" }""", spec => spec["hyperparameters"]!["epochs"] = 6);
        // DPO's reference is the base model, also where the published one is judged again.
        await SameAgain.AssertAsync(pairs.Work, pairs.Spec($$"""{ "loss": "{{loss}}" }""", spec => spec["hyperparameters"]!["epochs"] = 6));
        Assert.True(report.Tuned!["accuracy"] > 0.9 && report.Tuned["margin"] > 0 && report.Tuned["loss"] < report.Baseline!["loss"], $"{string.Join(", ", report.Baseline!)} -> {string.Join(", ", report.Tuned)}");
        Assert.Contains("GPT2LMHeadModel", File.ReadAllText(pairs.Work.FileOf("output/model/config.json")), StringComparison.Ordinal);
        Assert.Contains("pipeline_tag: text-generation", File.ReadAllText(pairs.Work.FileOf("output/model/README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DPO_begins_without_any_preference()
    {
        using var pairs = new PairWorkspace(decoder: true);
        var report = await pairs.TrainAsync("{}", spec => spec["hyperparameters"]!["epochs"] = 1);
        Assert.Equal((0, 0), (report.Baseline!["accuracy"], report.Baseline["margin"]));
        Assert.Equal(Math.Log(2), report.Baseline["loss"], 1e-6);
        Assert.Equal(Math.Log(2), pairs.Losses()[0], 1e-4);
    }

    [Fact]
    public async Task Micro_batches_do_not_change_the_losses()
    {
        using PairWorkspace whole = new(decoder: true), split = new(decoder: true);
        await whole.TrainAsync("{}", spec => spec["hyperparameters"]!["microBatchSize"] = 8);
        await split.TrainAsync("{}", spec => spec["hyperparameters"]!["microBatchSize"] = 2);
        Assert.Equal(12, whole.Losses().Length);
        Assert.All(whole.Losses().Zip(split.Losses()), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Theory]
    [InlineData(null, $"{RunLayout.Model}model.safetensors")]
    [InlineData(Lora, $"{RunLayout.Adapter}adapter_model.safetensors")]
    public async Task A_killed_run_asks_the_untouched_model_again_and_ends_with_the_same_weights(string? method, string file)
    {
        using PairWorkspace calm = new(decoder: true), killed = new(decoder: true);
        JsonObject Spec(PairWorkspace pairs, int epoch) => pairs.Spec("{}", spec =>
        {
            spec["run"]!["epoch"] = epoch;
            spec["hyperparameters"]!["epochs"] = 3;
            if (method is null)
                return;
            spec["method"] = JsonNode.Parse(method);
            spec["output"]!["artifacts"] = new JsonArray("Adapter", "Merged");
        });
        using (var trainer = killed.Work.Start(Spec(killed, 1)))
        {
            await trainer.StepAsync(9);
            trainer.Kill();
            await trainer.EndAsync();
        }

        var resumed = (await killed.Work.RunAsync(Spec(killed, 2))).Expect(ExitCode.Ok);
        (await calm.Work.RunAsync(Spec(calm, 1))).Expect(ExitCode.Ok);
        Assert.Contains(resumed.Output, line => line.Contains("resumed from the checkpoint of step", StringComparison.Ordinal));
        Assert.Equal(calm.Work.Digest(file), killed.Work.Digest(file));
        Assert.Equal(calm.Work.Report().Tuned, killed.Work.Report().Tuned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reward_model_scores_the_better_answers_higher(bool decoder)
    {
        using var pairs = new PairWorkspace(decoder);
        var report = await pairs.TrainAsync("""{ "loss": "Reward", "centering": 0.01 }""", spec => spec["hyperparameters"]!["epochs"] = 12);
        Assert.True(report.Tuned!["accuracy"] > 0.9 && report.Tuned["margin"] > 0.5, $"{string.Join(", ", report.Baseline!)} -> {string.Join(", ", report.Tuned)}");
        Assert.True(await pairs.ScoreAsync("my ", "very old plum cherry") > await pairs.ScoreAsync("my ", "very old saw drill"));

        var config = JsonNode.Parse(File.ReadAllText(pairs.Work.FileOf("output/model/config.json")))!;
        Assert.Single(config["id2label"]!.AsObject());
        Assert.Equal("regression", config["problem_type"]!.GetValue<string>());
        Assert.True(!decoder || config["pad_token_id"] is not null, "transformers needs a padding token to find the last one");
    }

    [Fact]
    public async Task A_chat_template_writes_the_pair_and_stands_beside_the_model()
    {
        using var pairs = new PairWorkspace(decoder: true);
        const string Template = "{% for m in messages %}{{ m.role }}\n{{ m.content }}.\n{% endfor %}{% if add_generation_prompt %}assistant\n{% endif %}";
        var preference = new JsonObject { ["loss"] = "Orpo", ["chatTemplate"] = Template }.ToJsonString();
        pairs.Work.Write("plan.json", pairs.Spec(preference).ToJsonString());
        using var plan = new TrainerProcess(["plan", Path.Combine(pairs.Work.Root, "plan.json")], []);
        var lines = (await plan.EndAsync()).Expect(ExitCode.Ok).Output;
        Assert.Contains(lines, line => line.StartsWith("+ u", StringComparison.Ordinal) && line.Contains("Ċ [ ", StringComparison.Ordinal) && line.EndsWith(" . Ċ ]", StringComparison.Ordinal));

        (await pairs.Work.RunAsync(pairs.Spec(preference, spec => spec["hyperparameters"]!["epochs"] = 1))).Expect(ExitCode.Ok);
        Assert.Equal(Template, File.ReadAllText(pairs.Work.FileOf("output/model/chat_template.jinja")));
    }

    [Fact]
    public async Task A_rehearsal_asks_of_few_rows_and_leaves_nothing()
    {
        using var pairs = new PairWorkspace(decoder: true);
        var ended = (await pairs.Work.RunAsync(pairs.Spec("{}", spec => spec["mode"] = "Rehearsal"))).Expect(ExitCode.Ok);
        Assert.Equal(3, ended.Report.Step);
        Assert.False(Directory.Exists(pairs.Work.Output));
    }
}
