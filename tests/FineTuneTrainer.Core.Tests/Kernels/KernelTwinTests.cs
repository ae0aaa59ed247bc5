using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Kernels;

/// <summary>Every kernel equals its plain twin, forward and backward.</summary>
[Collection(TorchCollection.Name)]
public sealed class KernelTwinTests
{
    public KernelTwinTests() => manual_seed(11);

    [Fact]
    public void OneDNN_s_linear_is_linear()
    {
        using var scope = NewDisposeScope();
        Equal(OneDnnLinear.Apply, OneDnnLinear.ApplyPlain, randn(3, 5, 16), randn(8, 16), randn(8));
    }

    [Fact]
    public void Gelu_s_tanh_form_is_its_formula()
    {
        using var scope = NewDisposeScope();
        Equal((x, _, _) => GeluTanh.Apply(x), (x, _, _) => GeluTanh.ApplyPlain(x), randn(64), zeros(1), zeros(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attention_is_softmax_of_products(bool masked)
    {
        using var scope = NewDisposeScope();
        var mask = masked ? tensor([true, true, false, true, true, false], [2, 1, 1, 3]) : null;
        Equal((q, k, v) => Attention.Apply(q, k, v, mask, 0), (q, k, v) => Attention.ApplyPlain(q, k, v, mask, 0), randn(2, 4, 3, 8), randn(2, 4, 3, 8), randn(2, 4, 3, 8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attention_of_grouped_heads_with_a_scale_is_its_formula(bool causal)
    {
        using var scope = NewDisposeScope();
        var mask = causal ? new AttentionMask(null, Causal: true) : new AttentionMask(zeros(2, 1, 3, 3).masked_fill(ones(3, 3).tril().eq(0), -1e30), Causal: false);
        Equal((q, k, v) => Attention.Apply(q, k, v, mask, 0, 0.3), (q, k, v) => Attention.ApplyPlain(q, k, v, mask, 0, 0.3), randn(2, 4, 3, 8), randn(2, 2, 3, 8), randn(2, 2, 3, 8));
    }

    [Fact]
    public void Capped_attention_is_its_formula()
    {
        using var scope = NewDisposeScope();
        var mask = zeros(2, 1, 3, 3).masked_fill(ones(3, 3).tril().eq(0), -1e30);
        Equal((q, k, v) => CappedAttention.Apply(q, k, v, mask, 0, 0.3, 2), (q, k, v) => CappedAttention.ApplyPlain(q, k, v, mask, 0, 0.3, 2), randn(2, 4, 3, 8), randn(2, 2, 3, 8), randn(2, 2, 3, 8));
    }

    [Fact]
    public void The_root_mean_square_norm_is_its_formula()
    {
        using var scope = NewDisposeScope();
        Equal((x, w, _) => RmsNorm.Apply(x, w, 1e-6), (x, w, _) => RmsNorm.ApplyPlain(x, w, 1e-6), randn(3, 5, 8), randn(8), zeros(1));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void Rotary_turns_pairs_and_leaves_the_rest(int half)
    {
        using var scope = NewDisposeScope();
        var angles = randn(1, 1, 5, half);
        Equal((x, _, _) => Rotary.Apply(x, angles.cos(), angles.sin()), (x, _, _) => Rotary.ApplyPlain(x, angles.cos(), angles.sin()), randn(2, 3, 5, 8), zeros(1), zeros(1));
    }

    [Fact]
    public void Attention_drops_probabilities_and_scales_the_rest()
    {
        using var scope = NewDisposeScope();
        var (q, k, v) = (randn(4, 4, 64, 8), randn(4, 4, 64, 8), ones(4, 4, 64, 8));
        foreach (var attend in new Func<Tensor, Tensor, Tensor, Tensor?, double, Tensor>[] { Attention.Apply, Attention.ApplyPlain })
        {
            var context = attend(q, k, v, null, 0.25);
            Assert.Equal(1, context.mean().item<float>(), 0.02);
            Assert.InRange(context.std().item<float>(), 0.02, 0.3);
        }
    }

    [Fact]
    public void Embedding_rows_are_selected_rows_and_padding_is_not_trained()
    {
        using var scope = NewDisposeScope();
        var ids = tensor(new long[] { 0, 3, 3, 1, 0, 2 }, [2, 3]);
        Equal((table, _, _) => EmbeddingRows.Apply(table, ids, 0), (table, _, _) => EmbeddingRows.ApplyPlain(table, ids, 0), randn(5, 4), zeros(1), zeros(1));
        var trained = randn(5, 4, requires_grad: true);
        EmbeddingRows.Apply(trained, ids, 0).sum().backward();
        Assert.Equal([0, 1, 1, 2, 0], trained.grad!.select(1, 0).data<float>().ToArray());
    }

    [Fact]
    public void Clipping_all_at_once_is_clipping_one_by_one()
    {
        using var scope = NewDisposeScope();
        Tensor[] first = [randn(3, 4), randn(5), randn(2, 2, 2)];
        Tensor[] second = [.. first.Select(gradient => gradient.clone())];
        Assert.Equal(ForeachClip.ClipPlain(second, 0.5), ForeachClip.Clip(first, 0.5), 1e-5);
        Assert.All(first.Zip(second), pair => Golden.Close(pair.Second, pair.First, 1e-6, "gradient"));
    }

    [Fact]
    public void Clipping_nothing_gives_norm_zero() => Assert.Equal(0, ForeachClip.Clip([], 1));

    [Fact]
    public void The_fused_update_is_the_plain_update()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        Tensor[] start = [randn(6, 5), randn(7)];
        var fused = Group(start);
        var plain = Group(start);
        for (var step = 0; step < 5; step++)
        {
            Tensor[] gradients = [randn(6, 5), randn(7)];
            new FusedAdamW().Step(fused, gradients, 0.01);
            new PlainAdamW().Step(plain, gradients, 0.01);
        }

        Assert.All(fused.Parameters.Zip(plain.Parameters), pair => Golden.Close(pair.Second, pair.First, 2e-6, "parameter"));
        Assert.All(fused.SecondMoments.Zip(plain.SecondMoments), pair => Golden.Close(pair.Second, pair.First, 1e-6, "second moment"));
        Assert.Equal(5, fused.Steps[0].item<float>());
    }

    private static AdamWGroup Group(Tensor[] start) => new(
        [.. start.Select(tensor => tensor.clone())],
        [.. start.Select(tensor => zeros_like(tensor))],
        [.. start.Select(tensor => zeros_like(tensor))],
        [.. start.Select(_ => zeros([]))],
        0.9,
        0.999,
        1e-8,
        0.1);

    private static void Equal(Func<Tensor, Tensor, Tensor, Tensor> kernel, Func<Tensor, Tensor, Tensor, Tensor> plain, params Tensor[] inputs)
    {
        var (fast, fastGradients) = Run(kernel, inputs);
        var (slow, slowGradients) = Run(plain, inputs);
        Golden.Close(slow, fast, 1e-5, "result");
        Assert.All(slowGradients.Zip(fastGradients), pair => Golden.Close(pair.First, pair.Second, 1e-5, "gradient"));
    }

    private static (Tensor Result, Tensor[] Gradients) Run(Func<Tensor, Tensor, Tensor, Tensor> function, Tensor[] inputs)
    {
        Tensor[] leaves = [.. inputs.Select(input => input.clone().requires_grad_(true))];
        var result = function(leaves[0], leaves[1], leaves[2]);
        (result * arange(result.numel(), ScalarType.Float32).view(result.shape).sin()).sum().backward();
        return (result, [.. leaves.Select(leaf => leaf.grad).OfType<Tensor>()]);
    }
}
