using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Pairs that cannot be learned from are named with file and row, all at once; settings that do not fit with their field.</summary>
public sealed class BadPairTests
{
    [Theory]
    [InlineData("""{"prompt": "the", "chosen": "apple", "rejected": "apple"}""", "chosen and rejected are the same")]
    [InlineData("""{"prompt": "the", "chosen": "  ", "rejected": "saw"}""", "the chosen is empty")]
    [InlineData("""{"prompt": "the", "chosen": "apple"}""", "there is no field 'rejected'")]
    [InlineData("""{"chosen": "apple", "rejected": "saw"}""", "there is no prompt")]
    [InlineData("""{"prompt": "the", "chosen": [], "rejected": "saw"}""", "there are no messages")]
    [InlineData("""{"prompt": [{"role": "system", "content": "be brief"}, {"role": "user", "content": "the"}], "chosen": "apple", "rejected": "saw"}""", "needs a chat template")]
    public async Task A_bad_pair_is_named_by_its_row(string row, string message)
    {
        using var pairs = new PairWorkspace(decoder: true);
        pairs.Work.Write("train.jsonl", "{\"prompt\": \"the\", \"chosen\": \"apple\", \"rejected\": \"saw\"}\n" + row + "\n");
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidData, pairs.Spec("{}"));
        Assert.Contains(message, report.At("train.jsonl:2").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dpo", true)]
    [InlineData("Reward", true)]
    [InlineData("Reward", false)]
    public async Task A_prompt_that_leaves_no_room_for_an_answer_is_named_with_its_length(string loss, bool decoder)
    {
        using var pairs = new PairWorkspace(decoder);
        var prompt = string.Concat(Enumerable.Repeat("old ", 20));
        pairs.Work.Write("train.jsonl", $$"""{"prompt": "{{prompt}}", "chosen": "apple", "rejected": "saw"}""" + "\n" + """{"prompt": "the ", "chosen": "apple", "rejected": "saw"}""" + "\n");
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidData, pairs.Spec($$"""{ "loss": "{{loss}}" }""", spec => spec["preprocessing"]!["maxSequenceLength"] = 8));
        Assert.Matches("chosen: nothing is left of the answer: 2[0-9] tokens stand before it, and rows are cut to 8", report.At("train.jsonl:1").Message);
        Assert.DoesNotContain(report.Problems, problem => problem.Place == "train.jsonl:2");
    }

    [Fact]
    public async Task Answers_that_are_the_same_once_they_are_cut_are_no_pair()
    {
        using var pairs = new PairWorkspace(decoder: true);
        pairs.Work.Write("train.jsonl", """{"prompt": "the ", "chosen": "very very very very very very old apple", "rejected": "very very very very very very old saw"}""" + "\n");
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidData, pairs.Spec("{}", spec => spec["preprocessing"]!["maxSequenceLength"] = 6));
        Assert.Contains("the same to the model", report.At("train.jsonl:1").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_do_not_fit_the_loss_come_at_once()
    {
        using var pairs = new PairWorkspace(decoder: true);
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidConfig, pairs.Spec("""{ "loss": "Ipo", "beta": -1, "labelSmoothing": 0.7, "gamma": 1, "centering": 1 }"""));
        Assert.Superset(
            new HashSet<string> { "task.preference.beta", "task.preference.labelSmoothing", "task.preference.gamma", "task.preference.centering" },
            report.Problems.Select(problem => problem.Place).ToHashSet());
    }

    [Fact]
    public async Task A_loss_that_does_not_exist_is_named()
    {
        using var pairs = new PairWorkspace(decoder: true);
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidConfig, pairs.Spec("""{ "loss": "Ppo" }"""));
        report.At("task.preference.loss");
    }

    [Fact]
    public async Task A_template_that_refuses_a_row_says_so_at_the_row()
    {
        using var pairs = new PairWorkspace(decoder: true);
        var preference = new JsonObject { ["chatTemplate"] = "{{ raise_exception('no fruit here') }}" }.ToJsonString();
        var report = await pairs.Work.FailsAsync(ExitCode.InvalidData, pairs.Spec(preference));
        Assert.Contains("no fruit here", report.At("train.jsonl:1").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoder_cannot_prefer_only_score()
    {
        using var pairs = new PairWorkspace(decoder: false);
        var report = await pairs.Work.FailsAsync(ExitCode.ModelIncompatible, pairs.Spec("{}"));
        Assert.Contains("CausalLM", report.Message, StringComparison.Ordinal);
    }
}
