using FineTune.Contract;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Methods;

/// <summary>What moves, what stands still, and what does not fit is refused with what there is.</summary>
[Collection(TorchCollection.Name)]
public sealed class MethodTests
{
    [Theory]
    [InlineData("full-bert", MethodType.Full, 0)]
    [InlineData("freeze1-bert", MethodType.Freeze, 1)]
    public void Ten_steps_are_the_reference_s(string name, MethodType type, int layers)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors($"methods/{name}", "case.safetensors");
        var reference = Golden.Json("methods", name, "case.json");
        using var model = Golden.Model("methods/base-bert");
        using var method = MethodCatalog.Of(new MethodSpec { Type = type, Freeze = new FreezeSpec { TrainableLayers = layers } });
        method.Attach(model);
        // The reference holds key biases, whose gradient is rounding noise.
        var trainable = method.Trainable(model).Where(pair => !pair.Name.EndsWith("key.bias", StringComparison.Ordinal)).ToList();
        Assert.Equal(reference.GetProperty("trainable").EnumerateArray().Select(line => line.GetString()!), trainable.Select(pair => $"{pair.Name} [{string.Join(", ", pair.Parameter.shape)}]"));
        using var optimizer = new AdamW(trainable, 0.9, 0.999, 1e-8, 0);
        for (var step = 0; step <= 10; step++)
        {
            var loss = Golden.Loss(model, Golden.Batch(golden));
            Assert.Equal(reference.GetProperty("losses")[step].GetSingle(), loss.item<float>(), 5e-5f);
            if (step == 10)
                break;
            loss.backward();
            if (step == 0)
                Assert.All(trainable, pair => Golden.RelativelyClose(golden[$"gradient.{pair.Name}"], pair.Parameter.grad!, 2e-5, pair.Name));
            optimizer.Step(reference.GetProperty("optimizer").GetProperty("lr").GetDouble());
            foreach (var (_, parameter) in model.Parameters)
                parameter.grad = null;
        }

        Assert.All(trainable, pair => Golden.Close(golden[$"trained.{pair.Name}"], pair.Parameter, 1e-4, pair.Name));
    }

    [Fact]
    public void A_frozen_encoder_leaves_the_head_alone_to_move()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("methods/base-bert");
        using var method = new FreezeMethod(0);
        method.Attach(model);
        Assert.Equal(["classifier.weight", "classifier.bias"], method.Trainable(model).Select(pair => pair.Name));
        Assert.Equal(["classifier.weight", "classifier.bias"], model.Parameters.Where(pair => pair.Parameter.requires_grad).Select(pair => pair.Name));
    }

    [Fact]
    public void More_layers_than_there_are_cannot_move()
    {
        using var model = Golden.Model("methods/base-bert");
        using var method = new FreezeMethod(3);
        Assert.Contains("the model has 2 layers", Assert.Throws<MethodException>(() => method.Attach(model)).Message);
    }

    [Fact]
    public void A_target_that_matches_nothing_lists_what_exists()
    {
        using var model = Golden.Model("methods/base-bert");
        using var method = new LoraMethod(new LoraSpec { TargetModules = ["query", "q_proj"] });
        var message = Assert.Throws<MethodException>(() => method.Attach(model)).Message;
        Assert.Contains("'q_proj' matches no module; there are query, key, value, dense", message);
        Assert.All(model.Linears, layer => Assert.Null(layer.Update));
    }

    [Fact]
    public void Without_targets_query_and_value_are_adapted()
    {
        using var model = Golden.Model("methods/base-bert");
        using var method = new LoraMethod(new LoraSpec());
        method.Attach(model);
        Assert.Equal(["query", "value", "query", "value"], model.Linears.Where(layer => layer.Update is not null).Select(layer => layer.Name.Split('.')[^1]));
    }

    [Fact]
    public void A_fresh_adapter_changes_nothing_and_its_A_is_uniform_within_one_over_root_in()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var golden = Golden.Tensors("methods/lora-bert", "case.safetensors");
        using var model = Golden.Model("methods/base-bert");
        using var method = new LoraMethod(new LoraSpec { Rank = 16, Dropout = 0.5 });
        method.Attach(model);
        Golden.Close(golden["logits.before"], model.Forward(Golden.Batch(golden)), 1e-5, "logits");
        var a = method.Trainable(model)[0].Parameter;
        Assert.InRange(a.abs().max().item<float>(), 0.9 / Math.Sqrt(32), 1 / Math.Sqrt(32));
    }

    [Theory]
    [InlineData("use_dora", "true")]
    [InlineData("use_rslora", "true")]
    [InlineData("bias", "\"all\"")]
    [InlineData("peft_type", "\"IA3\"")]
    [InlineData("rank_pattern", "{\"query\": 4}")]
    [InlineData("target_modules", "\".*query\"")]
    [InlineData("layers_to_transform", "[1]")]
    public void An_adapter_of_another_kind_is_refused_by_name(string field, string value)
    {
        using var model = Golden.Model("methods/base-bert");
        var folder = MemoryFolder.Copy(new GoldenFolder("methods", "lora-bert"));
        folder.Edit("adapter_config.json", config => config[field] = System.Text.Json.Nodes.JsonNode.Parse(value));
        var problem = Assert.Throws<ModelIncompatibleException>(() => LoraMethod.Read(model, folder)).Problems.Single();
        Assert.Contains(field, problem);
    }

    [Fact]
    public void An_adapter_of_another_rank_names_every_wrong_tensor()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("methods/base-bert");
        var folder = MemoryFolder.Copy(new GoldenFolder("methods", "lora-bert"));
        folder.Edit("adapter_config.json", config => config["r"] = 4);
        Assert.Equal(12, Assert.Throws<ModelIncompatibleException>(() => LoraMethod.Read(model, folder)).Problems.Count);
    }
}
