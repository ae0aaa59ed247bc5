using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Models made from a config alone learn.</summary>
[Collection(TorchCollection.Name)]
public sealed class FreshModelTests
{
    private static readonly string[] Labels = ["even", "odd"];

    [Fact]
    public void A_perceptron_learns_what_no_line_separates()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var inputs = randn(200, 2);
        var labels = (inputs[TensorIndex.Colon, 0] * inputs[TensorIndex.Colon, 1]).gt(0).to(ScalarType.Int64);
        var config = new JsonObject { ["model_type"] = "mlp", ["input_size"] = 2, ["hidden_sizes"] = new JsonArray(16, 16) };
        using var model = ModelCatalog.Create(config, Golden.Options() with { Task = ModelTask.TabularClassification, Labels = Labels });
        Assert.InRange(Accuracy(model, new Batch(inputs, labels, 200), steps: 200), 0.97, 1);
    }

    [Fact]
    public void A_convolutional_net_learns_stripes()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        // Horizontal stripes are 0, vertical ones 1, under noise.
        var stripes = arange(12, ScalarType.Int64).remainder(2).to(ScalarType.Float32).view(1, 1, 12, 1).expand(32, 1, 12, 12);
        var labels = arange(32, ScalarType.Int64).remainder(2);
        var pixels = where(labels.eq(1).view(32, 1, 1, 1), stripes.transpose(2, 3), stripes) + (0.3 * randn(32, 1, 12, 12));
        var config = new JsonObject { ["model_type"] = "cnn", ["num_channels"] = 1, ["hidden_sizes"] = new JsonArray(4, 8), ["hidden_act"] = "relu" };
        using var model = ModelCatalog.Create(config, Golden.Options() with { Task = ModelTask.ImageClassification, Labels = Labels });
        Assert.InRange(Accuracy(model, new Batch(pixels, labels, 32), steps: 60), 0.97, 1);
    }

    [Fact]
    public void A_saved_perceptron_loads()
    {
        using var scope = NewDisposeScope();
        var config = new JsonObject { ["model_type"] = "mlp", ["input_size"] = 3, ["hidden_sizes"] = new JsonArray(4) };
        using var model = ModelCatalog.Create(config, Golden.Options() with { Task = ModelTask.TabularClassification, Labels = Labels });
        var folder = new MemoryFolder();
        ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);
        using var loaded = ModelCatalog.Load(folder, Golden.Options() with { Task = ModelTask.TabularClassification, Labels = Labels });
        var batch = new Batch(randn(5, 3), zeros(5, ScalarType.Int64), 5);
        Assert.True(Golden.Same(model.Forward(batch), loaded.Forward(batch)));
    }

    [Fact]
    public void A_family_of_texts_can_be_made_from_its_config()
    {
        using var scope = NewDisposeScope();
        var config = MemoryFolder.Copy(new GoldenFolder("models", "llama3")).Json("config.json");
        using var model = ModelCatalog.Create(config, Golden.Options() with { Task = ModelTask.CausalLM, Labels = [] });
        var ids = tensor(new long[] { 5, 6, 7, 8 }, [1, 4]);
        // Of 211 tokens an untrained model knows nothing.
        Assert.Equal(Math.Log(211), Golden.Loss(model, new Batch(ids, ids, 4)).item<float>(), 0.2);
    }

    private static double Accuracy(TaskModel model, Batch batch, int steps)
    {
        using var optimizer = new AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0, model.Decays);
        for (var step = 0; step < steps; step++)
        {
            using var inner = NewDisposeScope();
            Golden.Loss(model, batch).backward();
            ForeachClip.Clip([.. model.Parameters.Select(pair => pair.Parameter.grad!)], 1);
            optimizer.Step(0.02);
            foreach (var (_, parameter) in model.Parameters)
                parameter.grad = null;
        }

        model.Training = false;
        return model.Forward(batch).argmax(1).eq(batch.Labels).to(ScalarType.Float32).mean().item<float>();
    }
}
