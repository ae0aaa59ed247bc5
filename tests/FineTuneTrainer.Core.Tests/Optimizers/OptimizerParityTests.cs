using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Optimizers;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Optimizers;

/// <summary>AdamW and clipping are PyTorch's, learning rates transformers'.</summary>
[Collection(TorchCollection.Name)]
public sealed class OptimizerParityTests
{
    private static readonly string[] Names = ["matrix", "vector"];

    [Fact]
    public void AdamW_is_PyTorch_s_after_ten_steps()
    {
        using var scope = NewDisposeScope();
        var inputs = Golden.Tensors("optim", "inputs.safetensors");
        var expected = Golden.Tensors("optim", "adamw.safetensors");
        List<(string Name, Parameter Parameter)> parameters = [.. Names.Select(name => (name, new Parameter(inputs[$"param.{name}"])))];
        using var optimizer = new AdamW(parameters, 0.9, 0.999, 1e-8, 0.1);
        for (var step = 1; step <= 10; step++)
        {
            foreach (var (name, parameter) in parameters)
                parameter.grad = inputs[$"gradient.{step}.{name}"];
            optimizer.Step(0.01);
        }

        // The file's entries for steps 1, 2 and 5 hold the tensors after step 10 as well.
        foreach (var (name, parameter) in parameters)
        {
            Golden.RelativelyClose(expected[$"10.{name}.param"], parameter, 1e-6, name);
            Golden.RelativelyClose(expected[$"10.{name}.exp_avg"], optimizer.State[$"{name}.exp_avg"], 1e-6, $"{name}'s first moment");
            Golden.RelativelyClose(expected[$"10.{name}.exp_avg_sq"], optimizer.State[$"{name}.exp_avg_sq"], 1e-6, $"{name}'s second moment");
        }
    }

    [Fact]
    public void A_restored_optimizer_goes_on_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        Tensor[] gradients = [.. Enumerable.Range(0, 6).Select(_ => randn(4, 3))];
        var straight = Steps(new Parameter(ones(4, 3)), null, gradients, out _);
        var half = Steps(new Parameter(ones(4, 3)), null, gradients[..3], out var state);
        var resumed = Steps(new Parameter(half.detach().clone()), state, gradients[3..], out _);
        Assert.True(Golden.Same(straight, resumed));
    }

    [Fact]
    public void A_state_of_another_model_is_refused_whole()
    {
        using var scope = NewDisposeScope();
        using var optimizer = new AdamW([("weight", new Parameter(ones(4, 3)))], 0.9, 0.999, 1e-8, 0);
        var wrong = Assert.Throws<InvalidDataException>(() => optimizer.LoadState(new Dictionary<string, Tensor> { ["weight.exp_avg"] = zeros(3), ["weight.step"] = zeros([]) }));
        Assert.EndsWith("weight.exp_avg, weight.exp_avg_sq", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_gradient_stands_still()
    {
        using var scope = NewDisposeScope();
        var (moving, still) = (new Parameter(ones(2)), new Parameter(ones(2)));
        using var optimizer = new AdamW([("moving", moving), ("still", still)], 0.9, 0.999, 1e-8, 0.1);
        moving.grad = ones(2);
        optimizer.Step(0.1);
        Assert.Equal([1, 1], still.data<float>().ToArray());
        Assert.Equal(0, optimizer.State["still.step"].item<float>());
        Assert.NotEqual(1, moving[0].item<float>());
    }

    [Theory]
    [InlineData("above")]
    [InlineData("below")]
    [InlineData("just_at")]
    [InlineData("zero")]
    [InlineData("has_inf")]
    [InlineData("has_nan")]
    public void Clipping_is_PyTorch_s(string name)
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("optim", "clipping.safetensors");
        var reference = Golden.Json("optim", "clipping.json").GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        Tensor[] Of(string kind) => [.. tensors.Keys.Where(key => key.StartsWith($"{name}.{kind}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(key => tensors[key])];
        var gradients = Of("in");
        var norm = ForeachClip.Clip(gradients, reference.GetProperty("max_norm").GetDouble());
        var expected = reference.GetProperty("norm");
        Assert.Equal(expected.ValueKind == JsonValueKind.String ? double.Parse(expected.GetString()!) : expected.GetDouble(), norm, 1e-5);
        foreach (var (wanted, gradient) in Of("out").Zip(gradients))
            Assert.True(gradient.allclose(wanted, 1e-6, 0, equal_nan: true), name);
    }

    [Fact]
    public void Learning_rates_are_transformers_to_the_last_step()
    {
        var golden = Golden.Json("optim", "schedules.json");
        foreach (var table in golden.GetProperty("tables").EnumerateArray())
        {
            var type = table.GetProperty("name").GetString() switch { "linear" => SchedulerType.Linear, "cosine" => SchedulerType.Cosine, _ => SchedulerType.Constant };
            var rate = new LearningRate(type, golden.GetProperty("base_lr").GetDouble(), table.GetProperty("num_warmup_steps").GetInt32(), table.GetProperty("num_training_steps").GetInt32());
            var expected = table.GetProperty("lr").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            for (var step = 0; step < expected.Length; step++)
                Assert.Equal(expected[step], rate.At(step), 1e-15);
        }
    }

    [Fact]
    public void A_warm_up_ratio_rounds_up_and_steps_win_over_it()
    {
        var hyper = new HyperparameterSpec { LearningRate = 1, WarmupRatio = 0.1 };
        Assert.Equal(4, LearningRate.Of(hyper, 33).WarmupSteps);
        Assert.Equal(2, LearningRate.Of(hyper with { WarmupSteps = 2 }, 33).WarmupSteps);
    }

    private static Parameter Steps(Parameter parameter, IReadOnlyDictionary<string, Tensor>? from, Tensor[] gradients, out Dictionary<string, Tensor> state)
    {
        using var optimizer = new AdamW([("weight", parameter)], 0.9, 0.999, 1e-8, 0.01);
        if (from is not null)
            optimizer.LoadState(from);
        foreach (var gradient in gradients)
        {
            parameter.grad = gradient;
            optimizer.Step(0.01);
        }

        state = optimizer.State.ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        return parameter;
    }
}
