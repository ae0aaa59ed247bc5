using FineTune.Contract;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>BERT computes the same from every form its files come in, with every product.</summary>
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

    [Fact]
    public void Padding_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("methods/base-bert");
        var ids = tensor(new long[] { 1, 17, 23, 2 }, [1, 4]);
        var padded = cat([ids, zeros(1, 3, ScalarType.Int64)], 1);
        var alone = model.Forward(new Batch(ids, zeros(1, ScalarType.Int64), 4));
        var beside = model.Forward(new Batch(padded, zeros(1, ScalarType.Int64), 4) { Mask = padded.ne(0).to(ScalarType.Int64) });
        Golden.Close(alone, beside, 1e-6, "logits");
    }
}
