using System.Text.Json;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Losses;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Tests.Batching;

[Collection(TorchCollection.Name)]
public sealed class MixingTests
{
    [Fact]
    public void Mixup_and_CutMix_equal_their_formulas()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("losses", "mixing.safetensors");
        Tensor hot = F.one_hot(tensors["labels"], 3).to(ScalarType.Float32);
        foreach (JsonElement row in Golden.Json("losses", "mixing.json").GetProperty("cases").EnumerateArray())
        {
            string name = row.GetProperty("name").GetString()!;
            double lambda = row.GetProperty("lambda").GetDouble();
            string key = $"{name}.{(lambda == 1 ? "1.0" : lambda.ToString())}";
            (Tensor images, Tensor labels) = name == "mixup"
                ? Mixing.Mixup(tensors["images"], hot, tensors["permutation"], lambda)
                : Mixing.CutMix(tensors["images"], hot, tensors["permutation"], lambda, row.GetProperty("centre_x_y")[0].GetInt32(), row.GetProperty("centre_x_y")[1].GetInt32());
            Golden.Close(tensors[$"{key}.images"], images, 1e-6, $"the images of {key}");
            Golden.Close(tensors[$"{key}.labels"], labels, 1e-6, $"the labels of {key}");
            LossGolden.Close(row.GetProperty("loss_soft").GetDouble(), CrossEntropy.OfSoft(tensors["logits"], labels).Mean.item<float>());
        }
    }
}
