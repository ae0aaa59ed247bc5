using System.Text.Json;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Losses;

[Collection(TorchCollection.Name)]
public sealed class SupervisedLossTests
{
    public static TheoryData<string> CrossEntropyCases => LossGolden.Names("cross-entropy");

    public static TheoryData<string> SmoothingCases => LossGolden.Names("label-smoothing");

    public static TheoryData<string> MultiLabelCases => LossGolden.Names("multi-label");

    public static TheoryData<string> RegressionCases => LossGolden.Names("regression");

    public static TheoryData<string> FocalCases => LossGolden.Names("focal");

    [Theory]
    [MemberData(nameof(CrossEntropyCases))]
    public void Cross_entropy_equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("cross-entropy");
        Tensor labels = golden.Tensors["labels"], weights = golden.Tensors["weights"];
        golden.Check(name, "logits", x => name switch
        {
            "mean" => CrossEntropy.Of(x, labels).Mean,
            "sum" => CrossEntropy.Of(x, labels).Sum,
            "weighted_mean" => CrossEntropy.Of(x, labels, weights).Mean,
            "weighted_sum" => CrossEntropy.Of(x, labels, weights).Sum,
            "smoothed" => CrossEntropy.Of(x, labels, smoothing: 0.1).Mean,
            "smoothed_weighted" => CrossEntropy.Of(x, labels, weights, 0.1).Mean,
            _ => CrossEntropy.OfSoft(x, golden.Tensors["soft_labels"]).Mean,
        });
    }

    [Fact]
    public void A_mean_over_no_label_is_not_a_number()
    {
        using var scope = NewDisposeScope();
        LossTerm loss = CrossEntropy.Of(randn(2, 3), tensor([-100L, -100L]));
        Assert.Equal(0, loss.Count);
        Assert.True(float.IsNaN(loss.Mean.item<float>()));
    }

    [Theory]
    [MemberData(nameof(SmoothingCases))]
    public void Label_smoothing_equals_transformers_and_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("label-smoothing");
        Tensor labels = golden.Tensors["labels"];
        golden.Check(name, "logits", x => name switch
        {
            "transformers" or "torch" => CrossEntropy.Of(x, labels, smoothing: 0.1).Mean,
            "transformers_items_20" => CrossEntropy.OfNextToken(x, labels, 0.1).Sum / 20,
            "over_the_other_classes" => CrossEntropy.OfOthersSmoothed(x, labels, 0.1).Mean,
            _ => CrossEntropy.OfNextToken(x, labels, 0.1).Mean,
        });
    }

    [Theory]
    [MemberData(nameof(MultiLabelCases))]
    public void Binary_cross_entropy_equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("multi-label");
        Tensor labels = golden.Tensors["labels"];
        golden.Check(name, "logits", x => name switch
        {
            "sum" => BinaryCrossEntropy.Of(x, labels).Sum,
            "pos_weight" => BinaryCrossEntropy.Of(x, labels, golden.Tensors["pos_weight"]).Mean,
            "weight" => BinaryCrossEntropy.Of(x, labels, weights: golden.Tensors["weight"]).Mean,
            "extreme" => BinaryCrossEntropy.Of(x * 100, labels).Mean,
            _ => BinaryCrossEntropy.Of(x, labels).Mean,
        });
    }

    [Theory]
    [MemberData(nameof(RegressionCases))]
    public void Regression_losses_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("regression");
        RegressionLossType type = name switch
        {
            "mse" => RegressionLossType.MeanSquared,
            "l1" => RegressionLossType.Absolute,
            "smooth_l1" => RegressionLossType.SmoothAbsolute,
            _ => RegressionLossType.Huber,
        };
        golden.Check(name, "scores", x => RegressionLoss.Of(x, golden.Tensors["targets"], type, 0.5).Mean);
    }

    [Theory]
    [MemberData(nameof(FocalCases))]
    public void Focal_loss_equals_its_formula(string name)
    {
        using var scope = NewDisposeScope();
        var golden = new LossGolden("focal");
        Tensor labels = golden.Tensors["labels"];
        if (name == "binary_gamma2_alpha025")
        {
            golden.Check(name, "binary", x => FocalLoss.OfBinary(x, golden.Tensors["targets"]).Mean);
            return;
        }

        golden.Check(name, "logits", x => FocalLoss.Of(x, labels, name == "gamma0" ? 0 : 2, name == "gamma2_alpha" ? golden.Tensors["alpha"] : null).Mean);
    }

    [Fact]
    public void Every_split_into_micro_batches_gives_the_same_loss_and_gradient()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("losses", "token-exact.safetensors");
        JsonElement json = Golden.Json("losses", "token-exact.json");
        foreach (JsonElement split in json.GetProperty("splits").EnumerateArray())
        {
            int rows = split.GetProperty("rows_each").GetInt32();
            Tensor x = tensors["logits"].clone().requires_grad_(true);
            LossTerm[] parts = [.. Enumerable.Range(0, 8 / rows).Select(i => CrossEntropy.OfNextToken(x.narrow(0, i * rows, rows), tensors["labels"].narrow(0, i * rows, rows)))];
            double count = parts.Sum(p => p.Count);
            Assert.Equal(json.GetProperty("num_items_in_batch").GetDouble(), count);
            double value = 0;
            foreach (LossTerm part in parts)
            {
                Tensor share = part.Sum / count;
                share.backward();
                value += share.item<float>();
            }

            LossGolden.Close(split.GetProperty("exact").GetDouble(), value);
            Golden.RelativelyClose(tensors["gradient_exact"], x.grad!, 1e-6, $"the gradient of {split.GetProperty("split").GetString()}");
        }
    }

    [Fact]
    public void Noise_on_embeddings_equals_its_formula()
    {
        using var scope = NewDisposeScope();
        var tensors = Golden.Tensors("losses", "neftune.safetensors");
        JsonElement json = Golden.Json("losses", "neftune.json");
        double alpha = json.GetProperty("alpha").GetDouble();
        Tensor lengths = tensor(json.GetProperty("lengths").EnumerateArray().Select(l => l.GetInt64()).ToArray());
        Golden.Close(tensors["padded"], NeftuneNoise.Add(tensors["embeddings"], tensors["uniform"], alpha), 1e-6, "noise by the padded length");
        Golden.Close(tensors["per_row"], NeftuneNoise.Add(tensors["embeddings"], tensors["uniform"], alpha, lengths), 1e-6, "noise by each row's length");
    }
}
