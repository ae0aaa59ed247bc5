using FineTune.Contract;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Methods;

/// <summary>Methods do on decoders and encoder-decoders what PEFT and plain PyTorch do.</summary>
[Collection(TorchCollection.Name)]
public sealed class MethodFamilyTests
{
    private const string Prefix = "base_model.model.";

    [Theory]
    [InlineData("lora-t5", ModelTask.Seq2Seq)]
    [InlineData("lora-alllinear-llama", ModelTask.CausalLM)]
    public void Ten_steps_of_LoRA_are_PEFT_s(string name, ModelTask task)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors($"methods/{name}", "case.safetensors");
        using var model = Base(name, task);
        using var method = new LoraMethod(AdapterConfig.Read(new GoldenFolder("methods", name), task) with { TargetModules = name == "lora-alllinear-llama" ? ["all-linear"] : [] });
        method.Attach(model);
        var trainable = method.Trainable(model);
        Assert.Equal(
            Golden.Json("methods", name, "case.json").GetProperty("trainable").EnumerateArray().Select(line => line.GetString()!).Order(),
            trainable.Select(pair => $"{Prefix}{pair.Name} [{string.Join(", ", pair.Parameter.shape)}]").Order());
        using (no_grad())
        {
            foreach (var (parameter, value) in trainable)
                value.copy_(golden[$"initial.{Prefix}{parameter}"]);
        }

        Follow(name, model, trainable, golden);
    }

    [Theory]
    [InlineData("full-t5", ModelTask.Seq2Seq)]
    [InlineData("full-llama", ModelTask.CausalLM)]
    public void Ten_steps_of_every_weight_are_PyTorch_s(string name, ModelTask task)
    {
        using var scope = NewDisposeScope();
        using var model = Base(name, task);
        using var method = new FullMethod();
        method.Attach(model);
        Follow(name, model, method.Trainable(model), Golden.Tensors($"methods/{name}", "case.safetensors"));
    }

    [Theory]
    [InlineData("lora-t5", ModelTask.Seq2Seq)]
    [InlineData("lora-alllinear-llama", ModelTask.CausalLM)]
    public void An_adapter_folder_is_read_written_and_merged(string name, ModelTask task)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors($"methods/{name}", "case.safetensors");
        var batch = Golden.Batch(golden);
        using var model = Base(name, task);
        using var method = LoraMethod.Read(model, new GoldenFolder("methods", name));
        Golden.Close(Real(golden["logits.after"], batch, task), Real(model.Forward(batch), batch, task), 2e-5, "logits");
        var folder = new MemoryFolder();
        method.Save(model, ArtifactType.Adapter, folder);
        Assert.Equal(Golden.Tensors($"methods/{name}", "adapter_model.safetensors").Keys.Order(), TensorFile.Read(folder, "adapter_model.safetensors").Keys.Order());
        var config = folder.Json("adapter_config.json");
        Assert.Equal(Golden.Json("methods", name, "adapter_config.json").GetProperty("task_type").GetString(), (string?)config["task_type"]);
        Assert.Null(config["modules_to_save"]);
        var whole = new MemoryFolder();
        method.Save(model, ArtifactType.Merged, whole);
        using var merged = ModelCatalog.Load(whole, Golden.Options() with { Task = task, Labels = [] });
        Golden.Close(Real(golden["logits.after"], batch, task), Real(merged.Forward(batch), batch, task), 2e-5, "merged logits");
    }

    [Fact]
    public void A_Conv1D_is_adapted_and_merged_the_other_way_round()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var model = ModelCatalog.Load(new GoldenFolder("models", "gpt2"), Golden.Options() with { Task = ModelTask.CausalLM, Labels = [] });
        using var method = new LoraMethod(new LoraSpec { Rank = 4, Alpha = 8 });
        method.Attach(model);
        Assert.Equal(["transformer.h.0.attn.c_attn", "transformer.h.1.attn.c_attn"], model.Linears.Where(layer => layer.Update is not null).Select(layer => layer.Name));
        using (no_grad())
        {
            foreach (var (_, parameter) in method.Trainable(model))
                parameter.normal_(0, 0.1);
        }

        var ids = tensor(new long[] { 5, 6, 7, 8 }, [1, 4]);
        var batch = new Batch(ids, ids, 4);
        var whole = new MemoryFolder();
        method.Save(model, ArtifactType.Merged, whole);
        using var merged = ModelCatalog.Load(whole, Golden.Options() with { Task = ModelTask.CausalLM, Labels = [] });
        Golden.Close(model.Forward(batch), merged.Forward(batch), 1e-5, "logits");
        var folder = new MemoryFolder();
        method.Save(model, ArtifactType.Adapter, folder);
        Assert.True((bool)folder.Json("adapter_config.json")["fan_in_fan_out"]!);
    }

    [Fact]
    public void A_model_without_linear_layers_cannot_be_adapted()
    {
        using var model = new ReferenceCase("resnet-basic-image-classification").Model();
        using var method = new LoraMethod(new LoraSpec());
        Assert.Contains("no linear layers", Assert.Throws<MethodException>(() => method.Attach(model)).Message);
    }

    [Fact]
    public void A_tied_head_alone_cannot_move()
    {
        using var model = new ReferenceCase("gpt2-causal-lm").Model();
        using var method = new FreezeMethod(0);
        Assert.Contains("shares the embeddings", Assert.Throws<MethodException>(() => method.Attach(model)).Message);
    }

    private static TaskModel Base(string name, ModelTask task) =>
        ModelCatalog.Load(new GoldenFolder("methods", Golden.Json("methods", name, "case.json").GetProperty("base").GetString()!), Golden.Options() with { Task = task, Labels = [] });

    private static void Follow(string name, TaskModel model, IReadOnlyList<(string Name, TorchSharp.Modules.Parameter Parameter)> trainable, Dictionary<string, Tensor> golden)
    {
        var reference = Golden.Json("methods", name, "case.json");
        var batch = Golden.Batch(golden);
        Golden.Close(Real(golden["logits.before"], batch, model.Task), Real(model.Forward(batch), batch, model.Task), 1e-5, "logits before");
        using var optimizer = new AdamW(trainable, 0.9, 0.999, 1e-8, 0, model.Decays);
        for (var step = 0; step <= 10; step++)
        {
            using var inner = NewDisposeScope();
            var loss = Golden.Loss(model, batch);
            Assert.Equal(reference.GetProperty("losses")[step].GetSingle(), loss.item<float>(), 5e-5f);
            if (step == 10)
                break;
            loss.backward();
            if (step == 0)
                Assert.All(trainable, pair => Golden.RelativelyClose(golden[$"gradient.{(golden.ContainsKey($"gradient.{pair.Name}") ? "" : Prefix)}{pair.Name}"], pair.Parameter.grad!, 5e-5, pair.Name));
            optimizer.Step(reference.GetProperty("optimizer").GetProperty("lr").GetDouble());
            foreach (var (_, parameter) in model.Parameters.Concat(trainable))
                parameter.grad = null;
        }

        Golden.Close(Real(golden["logits.after"], batch, model.Task), Real(model.Forward(batch), batch, model.Task), 1e-4, "logits after");
    }

    // A decoder's padded positions hold values that nothing depends on.
    private static Tensor Real(Tensor logits, Batch batch, ModelTask task) => task == ModelTask.CausalLM ? logits.masked_fill(batch.Mask!.eq(0).unsqueeze(-1), 0) : logits;
}
