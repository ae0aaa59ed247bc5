using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>The names and shapes of real models, up to 70 billion parameters, without their weights.</summary>
[Collection(TorchCollection.Name)]
public sealed partial class ShapeTests
{
    // Heads of pre-training that no task here has.
    private static readonly string[] Left = ["cls.seq_relationship.", "discriminator_predictions."];

    public static TheoryData<string> Models => [.. Directory.EnumerateFiles(RepositoryFiles.Golden("shapes"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_outline_is_the_published_model(string name)
    {
        var json = Golden.Json("shapes", $"{name}.json");
        var config = (JsonObject)JsonNode.Parse(json.GetProperty("config").GetRawText())!;
        var labels = config["num_labels"]?.GetValue<int>() ?? 2;
        var ours = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tied = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var task in Tasks(json.GetProperty("class").GetString()!))
        {
            using var model = ModelCatalog.Outline(config, new ModelOptions { Task = task, Labels = [.. Enumerable.Range(0, labels).Select(i => $"{i}")], Kernel = LinearKernels.Of(LinearKernelType.Native) });
            foreach (var (parameter, value) in model.Parameters.Where(pair => task == ModelTask.ImageClassification || !pair.Name.StartsWith("classifier.", StringComparison.Ordinal)))
                ours[parameter] = string.Join(", ", value.shape);
            foreach (var (from, to) in model.Tied)
                tied[from] = to;
            Assert.All(model.Parameters, pair => Assert.Equal(TorchSharp.DeviceType.META, pair.Parameter.device_type));
        }

        Func<string, string> prefixed = config["model_type"]!.GetValue<string>() switch
        {
            "deberta-v2" => key => key.StartsWith("deberta.", StringComparison.Ordinal) ? key : $"deberta.{key}",
            "gpt2" => key => key.StartsWith("lm_head", StringComparison.Ordinal) ? key : $"transformer.{key}",
            "bart" => key => key.StartsWith("lm_head", StringComparison.Ordinal) ? key : $"model.{key}",
            _ => key => key,
        };
        var expected = json.GetProperty("parameters").EnumerateObject()
            .SelectMany(entry => Expand(entry.Name).Select(key => (Key: prefixed(key), Shape: string.Join(", ", entry.Value.EnumerateArray()))))
            .Where(entry => !Left.Any(head => entry.Key.StartsWith(head, StringComparison.Ordinal))).ToList();
        Assert.Equal(expected.Select(entry => $"{entry.Key} [{entry.Shape}]").Order(StringComparer.Ordinal), ours.Select(entry => $"{entry.Key} [{entry.Value}]").Order(StringComparer.Ordinal));
        Assert.Equal(json.GetProperty("tied").EnumerateObject().Select(pair => $"{prefixed(pair.Name)} = {prefixed(pair.Value.GetString()!)}").Order(StringComparer.Ordinal), tied.Select(pair => $"{pair.Key} = {pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Eight_billion_parameters_are_counted()
    {
        var json = Golden.Json("shapes", "llama-3.1-8b.json");
        var config = (JsonObject)JsonNode.Parse(json.GetProperty("config").GetRawText())!;
        using var model = ModelCatalog.Outline(config, new ModelOptions { Task = ModelTask.CausalLM, Kernel = LinearKernels.Of(LinearKernelType.Native) });
        Assert.Equal(json.GetProperty("parameter_count").GetInt64(), model.Parameters.Sum(pair => pair.Parameter.numel()));
    }

    private static ModelTask[] Tasks(string architecture) => architecture switch
    {
        "BertForPreTraining" => [ModelTask.SequenceClassification, ModelTask.MaskedLM],
        "ElectraForPreTraining" => [ModelTask.TokenClassification],
        "DebertaV2Model" => [ModelTask.TokenClassification],
        _ when architecture.EndsWith("MaskedLM", StringComparison.Ordinal) => [ModelTask.MaskedLM],
        _ when architecture.EndsWith("ImageClassification", StringComparison.Ordinal) => [ModelTask.ImageClassification],
        "MarianMTModel" => [ModelTask.Seq2Seq],
        _ when architecture.EndsWith("ConditionalGeneration", StringComparison.Ordinal) => [ModelTask.Seq2Seq],
        _ => [ModelTask.CausalLM],
    };

    // "layers.{0..2}.x" stands for layers.0.x, layers.1.x, layers.2.x.
    private static IEnumerable<string> Expand(string name)
    {
        var match = Numbers().Match(name);
        if (!match.Success)
            return [name];
        var (from, to) = (int.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value));
        return Enumerable.Range(from, to - from + 1).SelectMany(i => Expand($"{name[..match.Index]}{i}{name[(match.Index + match.Length)..]}"));
    }

    [GeneratedRegex(@"\{(\d+)\.\.(\d+)\}")]
    private static partial Regex Numbers();
}
