using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Memory;

/// <summary>Training keeps no tensor from one step to the next.</summary>
[Collection(TorchCollection.Name)]
public sealed class LiveTensorTests
{
    private const int WarmUp = 20;

    [Theory]
    [InlineData(MethodType.Full, LinearKernelType.Native, 2000)]
    [InlineData(MethodType.LoRA, LinearKernelType.OneDnn, 500)]
    [InlineData(MethodType.Freeze, LinearKernelType.BF16, 500)]
    public void The_number_of_live_tensors_stays_constant(MethodType type, LinearKernelType kernel, int steps)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("methods/full-bert", "case.safetensors");
        using var model = ModelCatalog.Load(new GoldenFolder("methods", "base-bert"), Golden.Options(kernel) with { Dropout = 0.1 });
        using var method = MethodCatalog.Of(new MethodSpec { Type = type, Lora = new LoraSpec { Dropout = 0.1 } });
        method.Attach(model);
        var trainable = method.Trainable(model);
        using var optimizer = new AdamW(trainable, 0.9, 0.999, 1e-8, 0.01);
        var batch = Golden.Batch(golden);
        long live = 0;
        for (var step = 0; step < steps; step++)
        {
            Step();
            if (step == WarmUp)
                live = Settled();
        }

        Assert.Equal(live, Settled());

        void Step()
        {
            using var inner = NewDisposeScope();
            Golden.Loss(model, batch).backward();
            ForeachClip.Clip([.. trainable.Select(pair => pair.Parameter.grad!)], 1);
            optimizer.Step(1e-3);
            foreach (var (_, parameter) in trainable)
                parameter.grad = null;
        }
    }

    [Fact]
    public void A_model_that_cannot_load_leaves_nothing_behind()
    {
        var folder = MemoryFolder.Copy(new GoldenFolder("methods", "base-bert"));
        folder.Edit("config.json", config => config["hidden_size"] = 64);
        Assert.Throws<ModelIncompatibleException>(() => ModelCatalog.Load(folder, Golden.Options()));
        using var sound = Golden.Model("methods/base-bert");
        var parameters = sound.Parameters.Count;
        var live = Settled();
        Assert.Throws<ModelIncompatibleException>(() => ModelCatalog.Load(folder, Golden.Options()));
        // TorchSharp goes on counting the wrapper that a Parameter empties; the Parameter itself would be a second one.
        Assert.InRange(Settled() - live, 0, parameters);
    }

    // Wrappers that earlier tests dropped count until they are finalized.
    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
