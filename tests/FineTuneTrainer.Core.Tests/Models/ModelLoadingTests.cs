using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Loading tells everything that is new, unused or wrong; saving and loading again changes nothing.</summary>
[Collection(TorchCollection.Name)]
public sealed class ModelLoadingTests
{
    private const string Weights = "model.safetensors";
    private const string Query = "bert.encoder.layer.0.attention.self.query.weight";

    [Fact]
    public void A_pre_trained_encoder_gets_a_fresh_head_and_its_other_heads_are_reported()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("models/bert");
        Assert.Equal(["classifier.weight", "classifier.bias"], model.Report.Fresh);
        Assert.Equal(
            Golden.Json("cases", "bert-sequence-classification.json").GetProperty("folder_keys_not_used").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal),
            model.Report.Unused);
        Assert.Equal(0.02, model.Parameters.Single(pair => pair.Name == "classifier.weight").Parameter.std().item<float>(), 0.006);
    }

    [Theory]
    [InlineData("minilm-l3", 3)]
    [InlineData("minilm-l6", 6)]
    [InlineData("zh-char-bert", 4)]
    public void The_sample_models_lack_nothing_but_a_head(string name, int layers)
    {
        using var scope = NewDisposeScope();
        using var model = ModelCatalog.Load(new GoldenFolder("..", "..", "samples", "models", name), Golden.Options());
        Assert.Equal(["classifier.weight", "classifier.bias"], model.Report.Fresh);
        Assert.All(model.Report.Unused, key => Assert.StartsWith("cls.", key, StringComparison.Ordinal));
        Assert.Equal(layers, model.LayerPrefixes.Count);
    }

    [Fact]
    public void One_seed_makes_one_head()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var first = Golden.Model("models/bert");
        manual_seed(7);
        using var second = Golden.Model("models/bert");
        Assert.True(first.Parameters.Zip(second.Parameters).All(pair => Golden.Same(pair.First.Parameter, pair.Second.Parameter)));
    }

    [Fact]
    public void A_head_for_as_many_classes_is_kept_another_is_replaced()
    {
        using var scope = NewDisposeScope();
        using var kept = Golden.Model("methods/base-bert");
        Assert.Empty(kept.Report.Fresh);
        using var replaced = ModelCatalog.Load(new GoldenFolder("methods", "base-bert"), Golden.Options() with { Labels = ["a", "b"] });
        Assert.Equal(["classifier.weight", "classifier.bias"], replaced.Report.Fresh);
    }

    [Fact]
    public void An_encoder_without_the_prefix_loads()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("methods/base-bert", Weights);
        var folder = Base();
        TensorFile.Write(folder, Weights, tensors.ToDictionary(pair => pair.Key.Replace("bert.", "", StringComparison.Ordinal), pair => pair.Value));
        using var model = ModelCatalog.Load(folder, Golden.Options());
        Assert.Empty(model.Report.Fresh);
        Assert.Empty(model.Report.Unused);
    }

    [Fact]
    public void Every_missing_key_and_wrong_shape_is_named_at_once()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("methods/base-bert", Weights);
        tensors.Remove(Query);
        tensors["bert.pooler.dense.bias"] = zeros(7);
        tensors["bert.embeddings.LayerNorm.bias"] = zeros(32, ScalarType.Int64);
        var folder = Base();
        TensorFile.Write(folder, Weights, tensors);
        var problems = Problems(folder);
        Assert.Contains($"{Query} is missing from the checkpoint", problems);
        Assert.Contains("bert.pooler.dense.bias has shape [7], the config asks for [32]", problems);
        Assert.Contains(problems, problem => problem.StartsWith("bert.embeddings.LayerNorm.bias has dtype Int64", StringComparison.Ordinal));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var folder = Base();
        folder.Put(Weights, folder.Bytes(Weights)[..^100]);
        Assert.Contains("model.safetensors is truncated", Problems(folder).Single());
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        var folder = MemoryFolder.Copy(new GoldenFolder("models", "bert-sharded"));
        folder.Remove("model-00002-of-00002.safetensors");
        Assert.Equal(["model.safetensors.index.json names model-00002-of-00002.safetensors, which is missing"], Problems(folder));
    }

    [Fact]
    public void An_unknown_family_lists_the_known_ones()
    {
        var folder = Base();
        folder.Edit("config.json", config => config["model_type"] = "mamba");
        Assert.StartsWith("config.json: model_type 'mamba' is not known; known are albert, bart, bert, ", Problems(folder).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_wrong_field_of_the_config_is_named_at_once()
    {
        var folder = Base();
        folder.Edit("config.json", config =>
        {
            config["num_attention_heads"] = 5;
            config["hidden_act"] = "gelu_secret";
            config["vocab_size"] = "many";
            config["is_decoder"] = true;
        });
        Assert.Equal(4, Problems(folder).Count);
    }

    [Fact]
    public void A_folder_without_weights_says_what_it_holds()
    {
        var folder = Base();
        folder.Remove(Weights);
        folder.Put("pytorch_model.bin", [1]);
        Assert.Contains("the folder holds config.json, pytorch_model.bin", Problems(folder).Single());
    }

    [Fact]
    public void A_saved_model_loads_with_the_same_weights_and_its_labels()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("models/bert-bf16");
        var folder = new MemoryFolder();
        ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);
        using var again = ModelCatalog.Load(folder, Golden.Options());
        Assert.Empty(again.Report.Fresh);
        Assert.Empty(again.Report.Unused);
        Assert.True(model.Parameters.Zip(again.Parameters).All(pair => pair.First.Name == pair.Second.Name && Golden.Same(pair.First.Parameter, pair.Second.Parameter)));
        var config = folder.Json("config.json");
        Assert.Equal("BertForSequenceClassification", (string?)config["architectures"]![0]);
        Assert.Equal("b", (string?)config["id2label"]!["1"]);
        Assert.Equal(2, (int?)config["label2id"]!["c"]);
        Assert.Equal("single_label_classification", (string?)config["problem_type"]);
        Assert.Null((JsonNode?)config["dtype"]);
    }

    private static MemoryFolder Base() => MemoryFolder.Copy(new GoldenFolder("methods", "base-bert"));

    private static IReadOnlyList<string> Problems(MemoryFolder folder) =>
        Assert.Throws<ModelIncompatibleException>(() => ModelCatalog.Load(folder, Golden.Options())).Problems;
}
