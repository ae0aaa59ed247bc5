using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;
using TestKit;

namespace FineTuneTrainer.Tests;

/// <summary>Models that write: instruction tuning of a decoder, translation by an encoder-decoder, and predict with both.</summary>
public sealed class WrittenTextTests
{
    private const string Template = "{% for m in messages %}{{ m.role + ': ' + m.content }}{% if m.role == 'assistant' %}{{ eos_token }}{% endif %}{{ '\n' }}{% endfor %}{% if add_generation_prompt %}{{ 'assistant:' }}{% endif %}";

    [Fact]
    public async Task Answers_are_learned_and_given()
    {
        using var work = new Workspace();
        TinyDecoder.Write(work.Model);
        Write(work, row => new { messages = new[] { new { role = "user", content = row.Text }, new { role = "assistant", content = row.Label } } });
        var spec = Spec(work, Conversation("Messages"), epochs: 30);
        (await work.RunAsync(spec)).Expect(ExitCode.Ok);
        await SameAgain.AssertAsync(work, spec);

        var report = work.Report();
        Assert.True(report.Tuned!["accuracy"] > 0.9 && report.Tuned["accuracy"] > report.Baseline!["accuracy"], $"{report.Baseline!["accuracy"]} -> {report.Tuned["accuracy"]}");
        Assert.Equal(Template, File.ReadAllText(work.FileOf("output/model/chat_template.jinja")));
        Assert.Equal("tool", (await PredictAsync(work, "the old hammer saw"))["generated"]!.GetValue<string>());
    }

    public static TheoryData<string, string> Formats => new()
    {
        { "Messages", """{"messages": [{"role": "user", "content": "the old saw"}, {"role": "assistant", "content": "tool"}]}""" },
        { "ShareGpt", """{"conversations": [{"from": "human", "value": "the old saw"}, {"from": "gpt", "value": "tool"}]}""" },
        { "Alpaca", """{"instruction": "the old saw", "input": "", "output": "tool"}""" },
        { "PromptCompletion", """{"prompt": "the old saw", "completion": "tool"}""" },
    };

    [Theory, MemberData(nameof(Formats))]
    public async Task Every_form_of_a_conversation_reads_the_same_and_only_the_answer_is_learned(string format, string row)
    {
        using var work = new Workspace();
        TinyDecoder.Write(work.Model);
        foreach (var name in (string[])["train", "validation", "test"])
            work.Write($"{name}.jsonl", row + "\n");
        work.Write("plan.json", Spec(work, Conversation(format), epochs: 1).ToJsonString());
        using var trainer = new TrainerProcess(["plan", Path.Combine(work.Root, "plan.json")], [(TrainerVariables.Scratch, Path.Combine(work.Root, "scratch"))]);

        var shown = (await trainer.EndAsync()).Expect(ExitCode.Ok).Output[^1];
        var learned = shown[shown.IndexOf('[', StringComparison.Ordinal)..];
        Assert.StartsWith("us er : Ġthe Ġold Ġsa w", shown, StringComparison.Ordinal);
        Assert.EndsWith("]", learned.Replace(" Ċ", "", StringComparison.Ordinal).TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("the", learned, StringComparison.Ordinal);
        Assert.Contains("Ġtoo l", learned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_chat_template_is_refused_with_the_way_out()
    {
        using var work = new Workspace();
        TinyDecoder.Write(work.Model);
        Write(work, row => new { prompt = row.Text, completion = row.Label });
        var ended = (await work.RunAsync(Spec(work, """{ "type": "CausalLM", "instruction": { "format": "PromptCompletion" } }""", epochs: 1))).Expect(ExitCode.ModelIncompatible);
        Assert.Contains("task.instruction.chatTemplate", ended.Report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_conversation_that_cannot_be_learned_is_named_before_any_step()
    {
        using var work = new Workspace();
        TinyDecoder.Write(work.Model);
        Write(work, row => new { prompt = row.Text, completion = row.Label });
        work.Write("train.jsonl", $$"""
            {"prompt": "the old saw", "completion": "tool"}
            {"prompt": "{{string.Join(' ', Enumerable.Repeat("hammer", 90))}}", "completion": "tool"}
            {"prompt": "the old saw", "completion": ""}
            {"prompt": "the old saw"}

            """);
        var ended = (await work.RunAsync(Spec(work, Conversation("PromptCompletion"), epochs: 1))).Expect(ExitCode.InvalidData);
        Assert.Equal(["train.jsonl:2", "train.jsonl:3", "train.jsonl:4"], ended.Report.Problems.Select(problem => problem.Place).Order(StringComparer.Ordinal));
        Assert.Contains(ended.Report.Problems, problem => problem.Message == "nothing is left to learn of a conversation cut to 64 tokens");
        Assert.False(Directory.Exists(work.FileOf("output")));
    }

    [Fact]
    public async Task A_translator_is_trained_from_nothing_and_translates()
    {
        using var work = new Workspace();
        Directory.Delete(work.Model, recursive: true);
        Directory.CreateDirectory(work.Model);
        foreach (var name in (string[])["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"])
            File.Copy(Path.Combine(RepositoryFiles.Golden("tokenizers", "t5"), name), Path.Combine(work.Model, name));
        Write(work, row => new { source = row.Text, target = $"this is a {row.Label} of mine" });
        var spec = Spec(work, """{ "type": "Seq2Seq", "generation": { "maxNewTokens": 20 } }""", epochs: 60, change: spec =>
        {
            spec["model"]!["scratch"] = JsonNode.Parse("""{ "family": "t5", "config": { "d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2, "dropout_rate": 0.0, "initializer_range": 0.2 } }""");
            spec["preprocessing"]!["sourcePrefix"] = "say: ";
            spec["evaluation"] = JsonNode.Parse("""{ "metric": "bleu", "every": "Steps", "everySteps": 60 }""");
        });
        (await work.RunAsync(spec)).Expect(ExitCode.Ok);
        await SameAgain.AssertAsync(work, spec);

        var report = work.Report();
        Assert.True(report.Tuned!["bleu"] > 50 && report.Tuned["bleu"] > report.Baseline!["bleu"], $"BLEU {report.Baseline!["bleu"]} -> {report.Tuned["bleu"]}, chrF {report.Tuned["chrf"]}");
        Assert.Equal("this is a tool of mine", (await PredictAsync(work, "say: the old hammer saw"))["generated"]!.GetValue<string>());
        Assert.Contains("T5ForConditionalGeneration", File.ReadAllText(work.FileOf("output/model/config.json")), StringComparison.Ordinal);
    }

    private static string Conversation(string format) => new JsonObject { ["type"] = "CausalLM", ["instruction"] = new JsonObject { ["format"] = format, ["chatTemplate"] = Template } }.ToJsonString();

    private static void Write(Workspace work, Func<(string Text, string Label), object> row)
    {
        foreach (var (file, count, seed) in ((string, int, int)[])[("train", 48, 1), ("validation", 12, 2), ("test", 12, 3)])
            work.Write($"{file}.jsonl", string.Concat(SampleRows.Of(count, seed).Select(one => JsonSerializer.Serialize(row(one)) + "\n")));
    }

    private static JsonObject Spec(Workspace work, string task, int epochs, Action<JsonObject>? change = null) => work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse(task);
        foreach (var dataset in spec["datasets"]!.AsArray())
        {
            dataset!["uri"] = dataset["uri"]!.GetValue<string>().Replace(".csv", ".jsonl", StringComparison.Ordinal);
            dataset["format"] = "Jsonl";
        }

        spec["preprocessing"]!["maxSequenceLength"] = 64;
        spec["hyperparameters"]!["epochs"] = epochs;
        change?.Invoke(spec);
    });

    private static async Task<JsonNode> PredictAsync(Workspace work, string text)
    {
        using var trainer = new TrainerProcess(["predict", "--model", work.FileOf("output/model"), "--json", "--max-new-tokens", "20", text], []);
        return JsonNode.Parse(Assert.Single((await trainer.EndAsync()).Expect(ExitCode.Ok).Output))!;
    }
}
