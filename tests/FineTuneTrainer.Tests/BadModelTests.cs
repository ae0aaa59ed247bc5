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
    public async Task A_config_that_is_not_understood_is_refused(string config, string named)
    {
        using var work = new Workspace();
        File.WriteAllText(Path.Combine(work.Model, "config.json"), config);
        var report = await work.FailsAsync(ExitCode.ModelIncompatible, work.Spec());
        Assert.Contains(named, report.Message, StringComparison.Ordinal);
    }
}
