using FineTune.Contract;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Optimizers;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Every family and task computes what transformers computes: names, states, logits, loss, gradients, twenty steps.</summary>
[Collection(TorchCollection.Name)]
public sealed class ParityTests
{
    private const int Steps = 20;

    public static TheoryData<string> Cases => [.. ReferenceCase.Names];

    public static TheoryData<string> LeftPadded => [.. ReferenceCase.Names.Where(name => new ReferenceCase(name).Tensors.ContainsKey("left.input_ids"))];

    public static TheoryData<string> OldConfigs => [.. ReferenceCase.Names.Where(name => new ReferenceCase(name).HasOldConfig)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_shapes_ties_and_decay_are_the_reference_s(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        Assert.Equal(reference.Parameters.Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value)}]").Order(), model.Parameters.Select(pair => $"{pair.Name} [{string.Join(", ", pair.Parameter.shape)}]").Order());
        Assert.Equal(reference.Unused.Order(StringComparer.Ordinal), model.Report.Unused);
        Assert.Equal(reference.Tied.OrderBy(pair => pair.Key, StringComparer.Ordinal), model.Tied.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(reference["class"].GetString(), model.Architecture);
        Assert.Equal(reference.NoDecay.Order(StringComparer.Ordinal), model.Parameters.Select(pair => pair.Name).Where(parameter => !model.Decays(parameter)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void States_logits_and_loss_are_the_reference_s(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        model.Training = false;
        var batch = Golden.Batch(reference.Tensors);
        var states = new Dictionary<string, Tensor>();
        var logits = model.Forward(batch, new Pass(Training: false) { Observe = (layer, x) => states[$"hidden.{layer}"] = x });
        Assert.Equal(reference.Tensors.Keys.Where(key => key.StartsWith("hidden.", StringComparison.Ordinal)).Order(), states.Keys.Order());
        foreach (var (layer, x) in states)
            Golden.Close(Real(reference.Tensors[layer], batch, layer), Real(x, batch, layer), reference.Tolerance("hidden"), layer);
        Golden.Close(Real(reference.Tensors["logits"], batch, reference), Real(logits, batch, reference), reference.Tolerance("logits"), "logits");
        Golden.Close(reference.Tensors["loss"].squeeze(), Golden.Loss(model, batch), reference.Tolerance("loss"), "loss");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_gradient_is_the_reference_s(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        Golden.Loss(model, Golden.Batch(reference.Tensors)).backward();
        foreach (var (parameter, value) in model.Parameters)
            Golden.Close(reference.Tensors[$"grad.{parameter}"], value.grad ?? zeros_like(value), reference.Tolerance("grad"), parameter);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_clipped_steps_with_warm_up_follow_the_reference_s_curve(string name) => Follow(name, LinearKernelType.Native);

    [Theory]
    [MemberData(nameof(LeftPadded))]
    public void Padding_on_the_left_gives_the_reference_s_logits_and_loss(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        model.Training = false;
        var given = Golden.Batch(reference.Tensors, "left");
        // Positions are counted from the mask where none are given.
        foreach (var batch in new[] { given, given with { Positions = null } })
        {
            var logits = model.Forward(batch);
            Golden.Close(Real(reference.Tensors["left.logits"], batch, reference), Real(logits, batch, reference), reference.Tolerance("logits"), "logits");
            Golden.Close(reference.Tensors["left.loss"].squeeze(), Golden.Loss(model, batch), reference.Tolerance("loss"), "loss");
        }
    }

    [Theory]
    [InlineData("t5-seq2seq")]
    [InlineData("marian-seq2seq")]
    [InlineData("bart-seq2seq")]
    public void A_decoder_reads_its_labels_moved_one_on_where_nothing_else_is_given(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model();
        Golden.Close(reference.Tensors["logits"], model.Forward(Golden.Batch(reference.Tensors) with { DecoderIds = null }), reference.Tolerance("logits"), "logits");
    }

    [Theory]
    [InlineData("bert-sequence-classification", ScalarType.BFloat16, "bf16")]
    [InlineData("bert-sequence-classification", ScalarType.Float16, "fp16")]
    [InlineData("llama3-causal-lm", ScalarType.BFloat16, "bf16")]
    [InlineData("llama3-causal-lm", ScalarType.Float16, "fp16")]
    public void A_model_kept_in_half_precision_is_the_reference_s_within_its_noise(string name, ScalarType type, string prefix)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var reference = new ReferenceCase(name);
        using var model = reference.Model(type: type);
        model.Training = false;
        Assert.All(model.Parameters, pair => Assert.Equal(type, pair.Parameter.dtype));
        var batch = Golden.Batch(reference.Tensors);
        Golden.Close(Real(reference.Tensors[$"{prefix}.logits"], batch, reference), Real(model.Forward(batch).to(ScalarType.Float32), batch, reference), reference.Tolerance($"{prefix}.logits"), "logits");
        Golden.Close(reference.Tensors[$"{prefix}.loss"].squeeze(), Golden.Loss(model, batch), reference.Tolerance($"{prefix}.loss"), "loss");
    }

    [Theory]
    [MemberData(nameof(OldConfigs))]
    public void The_config_that_transformers_4_wrote_gives_the_same_logits(string name)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model(configFile: ReferenceCase.OldConfig);
        model.Training = false;
        var batch = Golden.Batch(reference.Tensors);
        Golden.Close(Real(reference.Tensors["logits"], batch, reference), Real(model.Forward(batch), batch, reference), reference.Tolerance("logits"), "logits");
    }

    [Theory]
    [InlineData("bert-sequence-classification")]
    [InlineData("gpt2-causal-lm")]
    [InlineData("qwen2-causal-lm")]
    public void So_do_they_with_the_other_fp32_product(string name) => Follow(name, LinearKernelType.OneDnn);

    private static void Follow(string name, LinearKernelType kernel)
    {
        using var scope = NewDisposeScope();
        var reference = new ReferenceCase(name);
        using var model = reference.Model(kernel);
        var settings = reference["optimizer"];
        using var optimizer = new AdamW(model.Parameters, 0.9, 0.999, settings.GetProperty("eps").GetDouble(), settings.GetProperty("weight_decay").GetDouble(), model.Decays);
        var rate = new LearningRate(SchedulerType.Linear, settings.GetProperty("lr").GetDouble(), settings.GetProperty("warmup_steps").GetInt32(), Steps);
        for (var step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            var loss = Golden.Loss(model, Golden.Batch(reference.Tensors));
            loss.backward();
            var norm = ForeachClip.Clip([.. model.Parameters.Select(pair => pair.Parameter.grad).OfType<Tensor>()], settings.GetProperty("max_grad_norm").GetDouble());
            Assert.Equal(reference.Tensors["curve.loss"][step].item<float>(), loss.item<float>(), reference.Tolerance("curve.loss"));
            var expected = reference.Tensors["curve.grad_norm"][step].item<float>();
            Assert.Equal(expected, norm, reference.Tolerance("curve.grad_norm") * Math.Max(1, expected));
            Assert.Equal(reference.Tensors["curve.lr"][step].item<double>(), rate.At(step), 1e-12);
            optimizer.Step(rate.At(step));
            foreach (var (_, parameter) in model.Parameters)
                parameter.grad = null;
        }

        foreach (var (parameter, value) in model.Parameters.Where(pair => reference.Tensors.ContainsKey($"final.{pair.Name}")))
            Golden.Close(reference.Tensors[$"final.{parameter}"], value, reference.Tolerance("final"), parameter);
        // The others' norms move between fp32 and fp64 as well: rounding noise that AdamW makes steps of.
        foreach (var (parameter, value) in model.Parameters.Where(pair => !reference.IsNoisy(pair.Name)))
            Assert.Equal(reference.FinalNorms[parameter], value.norm().item<float>(), 1e-4);
    }

    // Padded positions hold values that nothing depends on; an encoder-decoder's decoder is compared everywhere, spans too.
    private static Tensor Real(Tensor x, Batch batch, string layer) => layer.StartsWith("hidden.decoder", StringComparison.Ordinal) || batch.Mask is null ? x : x.masked_fill(batch.Mask.eq(0).unsqueeze(-1), 0);

    private static Tensor Real(Tensor logits, Batch batch, ReferenceCase reference) =>
        reference.Task is ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.CausalLM ? Real(logits, batch, "logits") : logits;
}
