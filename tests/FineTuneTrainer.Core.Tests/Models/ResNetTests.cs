using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Batch norms: what they compute in training and out of it, and the statistics that they keep.</summary>
[Collection(TorchCollection.Name)]
public sealed class ResNetTests
{
    [Theory]
    [InlineData("resnet-basic-image-classification")]
    [InlineData("resnet-bottleneck-image-classification")]
    public void Training_uses_the_batch_s_statistics_and_moves_the_running_ones(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        var batch = Golden.Batch(reference.Tensors);
        Golden.Close(reference.Tensors["train.logits"], model.Forward(batch), reference.Tolerance("logits"), "logits");
        using var again = reference.Model();
        using var optimizer = new AdamW(again.Parameters, 0.9, 0.999, 1e-8, 0.01, again.Decays);
        for (var step = 0; step < 20; step++)
        {
            using var inner = NewDisposeScope();
            Golden.Loss(again, batch).backward();
            ForeachClip.Clip([.. again.Parameters.Select(pair => pair.Parameter.grad!)], 1);
            optimizer.Step(reference.Tensors["curve.lr"][step].item<double>());
            foreach (var (_, parameter) in again.Parameters)
                parameter.grad = null;
        }

        var buffers = again.Buffers.ToDictionary(pair => pair.Name, pair => pair.Value);
        Assert.All(reference.Tensors.Where(pair => pair.Key.StartsWith("final_buffer.", StringComparison.Ordinal)), pair => Golden.Close(pair.Value, buffers[pair.Key["final_buffer.".Length..]], 1e-4, pair.Key));
        Assert.Equal(120, buffers["resnet.embedder.embedder.normalization.num_batches_tracked"].item<long>());
    }

    [Theory]
    [InlineData("resnet-basic-image-classification")]
    [InlineData("resnet-bottleneck-image-classification")]
    public void Frozen_statistics_give_the_reference_s_gradients(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        model.Training = false;
        Golden.Loss(model, Golden.Batch(reference.Tensors)).backward();
        Assert.All(model.Parameters, pair => Golden.Close(reference.Tensors[$"grad_eval.{pair.Name}"], pair.Parameter.grad!, reference.Tolerance("grad"), pair.Name));
    }

    [Fact]
    public void A_file_with_torchvision_s_names_is_the_same_model()
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase("resnet-basic-image-classification");
        var folder = MemoryFolder.Copy(new GoldenFolder("models", "resnet-basic-torchvision"));
        folder.Put("config.json", MemoryFolder.Copy(new GoldenFolder("models", "resnet-basic")).Bytes("config.json"));
        using var model = ModelCatalog.Load(folder, Golden.Options() with { Task = ModelTask.ImageClassification, Labels = ["a", "b", "c", "d", "e"] });
        Assert.Empty(model.Report.Fresh);
        Assert.Empty(model.Report.Unused);
        model.Training = false;
        Golden.Close(reference.Tensors["logits"], model.Forward(Golden.Batch(reference.Tensors)), reference.Tolerance("logits"), "logits");
    }

    [Fact]
    public void A_saved_model_keeps_its_running_statistics()
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase("resnet-basic-image-classification");
        using var model = reference.Model();
        model.Forward(Golden.Batch(reference.Tensors));
        var folder = new MemoryFolder();
        ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);
        using var loaded = ModelCatalog.Load(folder, Golden.Options() with { Task = ModelTask.ImageClassification, Labels = model.Labels });
        Assert.All(model.Buffers.Zip(loaded.Buffers), pair => Assert.True(Golden.Same(pair.First.Value, pair.Second.Value), pair.First.Name));
    }
}
