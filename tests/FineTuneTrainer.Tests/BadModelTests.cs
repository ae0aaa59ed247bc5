using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;
using static TorchSharp.torch;

namespace FineTuneTrainer.Tests;

/// <summary>A base model that does not fit ends as ModelIncompatible, every key that is wrong by name.</summary>
public sealed class BadModelTests
{
    [Fact]
    public async Task Missing_keys_are_named_all_at_once()
    {
        using var work = new Workspace();
        TinyModel.Rewrite(work.Model, tensors => tensors.Where(pair => !pair.Key.Contains("layer.1.output.dense", StringComparison.Ordinal)).ToDictionary());
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Contains(report.Problems, problem => problem.Message.Contains("bert.encoder.layer.1.output.dense.weight", StringComparison.Ordinal));
        Assert.Contains(report.Problems, problem => problem.Message.Contains("bert.encoder.layer.1.output.dense.bias", StringComparison.Ordinal));
        Assert.All(report.Problems, problem => Assert.Equal("model", problem.Place));
    }

    [Fact]
    public async Task A_truncated_file_is_said_so()
    {
        using var work = new Workspace();
        using (var file = File.OpenWrite(Path.Combine(work.Model, "model.safetensors")))
            file.SetLength(file.Length - 100);
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Contains("model.safetensors", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_of_whole_numbers_is_refused()
    {
        using var work = new Workspace();
        const string Key = "bert.pooler.dense.weight";
        TinyModel.Rewrite(work.Model, tensors => new(tensors) { [Key] = tensors[Key].to(ScalarType.Int64) });
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Contains(Key, report.Message, StringComparison.Ordinal);
        Assert.Contains("dtype", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tokenizer_with_more_words_than_the_model_is_refused()
    {
        using var work = new Workspace();
        File.AppendAllText(Path.Combine(work.Model, "vocab.txt"), "zebra\n");
        work.Write("test.csv", "text,label\nthe old zebra,tool\n");
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Equal("the tokenizer gives id 30, the model knows 30 words: they do not belong together", report.Message);
    }

    [Fact]
    public async Task Predict_names_the_label_that_the_config_lacks()
    {
        using var work = new Workspace();
        File.WriteAllText(Path.Combine(work.Model, "config.json"), """{ "model_type": "bert", "architectures": ["BertForSequenceClassification"], "id2label": { "0": "a", "x": "b" } }""");
        using var trainer = new TrainerProcess(["predict", "--model", work.Model, "text"], []);
        Assert.Contains("id2label has 2 labels, and none that is a text at 1", (await trainer.EndAsync()).Expect(ExitCode.ModelIncompatible).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_model_is_named()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec(spec => spec["model"]!["uri"] = $"file://{work.Root}/none/"));
        report.At("model.uri");
    }

    [Theory]
    [InlineData("""{ "model_type": "gpt9" }""", "gpt9")]
    [InlineData("""{ "model_type": 7 }""", "")]
    [InlineData("{ broken", "config.json")]
    [InlineData("""{ "model_type": "bert", "vocab_size": 9, "hidden_size": 8, "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": 32, "num_hidden_layers": 2000000000 }""", "num_hidden_layers must be at most 1000")]
    public async Task A_config_that_is_not_understood_is_refused(string config, string named)
    {
        using var work = new Workspace();
        File.WriteAllText(Path.Combine(work.Model, "config.json"), config);
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Contains(named, report.Message, StringComparison.Ordinal);
    }
}
