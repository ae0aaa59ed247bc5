using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Optimizers;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>BERT computes what Hugging Face's BertForSequenceClassification computes.</summary>
[Collection(TorchCollection.Name)]
public sealed class BertParityTests
{
    private const string Case = "bert-sequence-classification.safetensors";

    [Theory]
    [InlineData("bert", LinearKernelType.Native, 1e-5)]
    [InlineData("bert", LinearKernelType.OneDnn, 1e-5)]
    [InlineData("bert-old-names", LinearKernelType.Native, 1e-5)]
    [InlineData("bert-sharded", LinearKernelType.Native, 1e-5)]
    [InlineData("bert-bf16", LinearKernelType.Native, 0.1)]
    [InlineData("bert-fp16", LinearKernelType.Native, 0.02)]
    [InlineData("bert", LinearKernelType.BF16, 0.05)]
    public void Logits_and_loss_are_the_reference_s(string folder, LinearKernelType kernel, double tolerance)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("cases", Case);
        using var model = Golden.WithHead(Golden.Model($"models/{folder}", kernel), golden);
        var batch = Golden.Batch(golden);
        Golden.Close(golden["logits"], model.Forward(batch), tolerance, "logits");
        Golden.Close(golden["loss"].squeeze(), Golden.Loss(model, batch), tolerance, "loss");
    }

    [Theory]
    [InlineData(LinearKernelType.Native)]
    [InlineData(LinearKernelType.OneDnn)]
    public void Every_gradient_is_the_reference_s(LinearKernelType kernel)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("cases", Case);
        using var model = Golden.WithHead(Golden.Model("models/bert", kernel), golden);
        Golden.Loss(model, Golden.Batch(golden)).backward();
        Assert.Equal(golden.Keys.Where(key => key.StartsWith("grad.", StringComparison.Ordinal)).Order(), model.Parameters.Select(pair => $"grad.{pair.Name}").Order());
        foreach (var (name, parameter) in model.Parameters)
        {
            var expected = golden[$"grad.{name}"];
            // A key bias shifts all scores of a query alike: its gradient is rounding noise around zero.
            if (name.EndsWith("key.bias", StringComparison.Ordinal))
                Golden.Close(expected, parameter.grad!, 1e-6, name);
            else
                Golden.RelativelyClose(expected, parameter.grad!, 1e-4, name);
        }
    }

    [Theory]
    [InlineData(LinearKernelType.Native)]
    [InlineData(LinearKernelType.OneDnn)]
    public void Twenty_clipped_steps_with_warm_up_follow_the_reference_s_curve(LinearKernelType kernel)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("cases", Case);
        using var model = Golden.WithHead(Golden.Model("models/bert", kernel), golden);
        using var optimizer = new AdamW(model.Parameters, 0.9, 0.999, 1e-8, 0.01);
        var rate = new LearningRate(SchedulerType.Linear, 0.001, 5, 20);
        for (var step = 0; step < 20; step++)
        {
            using var inner = NewDisposeScope();
            var loss = Golden.Loss(model, Golden.Batch(golden));
            loss.backward();
            var norm = ForeachClip.Clip([.. model.Parameters.Select(pair => pair.Parameter.grad!)], 1.0);
            Assert.Equal(golden["curve.loss"][step].item<float>(), loss.item<float>(), 2e-5f);
            Assert.InRange(norm / golden["curve.grad_norm"][step].item<float>(), 1 - 1e-4, 1 + 1e-4);
            Assert.Equal(golden["curve.lr"][step].item<double>(), rate.At(step), 1e-12);
            optimizer.Step(rate.At(step));
            foreach (var (_, parameter) in model.Parameters)
                parameter.grad = null;
        }

        foreach (var (name, parameter) in model.Parameters.Where(pair => golden.ContainsKey($"final.{pair.Name}")))
            Golden.Close(golden[$"final.{name}"], parameter, 1e-5, name);
    }

    [Fact]
    public void The_decay_groups_are_hugging_face_s()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("models/bert");
        var expected = Golden.Json("cases", "bert-sequence-classification.json").GetProperty("no_decay").EnumerateArray().Select(name => name.GetString()!).Order();
        Assert.Equal(expected, model.Parameters.Select(pair => pair.Name).Where(name => !AdamW.Decays(name)).Order());
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("methods/base-bert");
        var ids = tensor(new long[] { 1, 17, 23, 2 }, [1, 4]);
        var padded = cat([ids, zeros(1, 3, ScalarType.Int64)], 1);
        var alone = model.Forward(new Batch(ids, ones_like(ids), zeros_like(ids), zeros(1, ScalarType.Int64), 4));
        var beside = model.Forward(new Batch(padded, padded.ne(0).to(ScalarType.Int64), zeros_like(padded), zeros(1, ScalarType.Int64), 4));
        Golden.Close(alone, beside, 1e-6, "logits");
    }
}
