using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Tests.Methods;

/// <summary>LoRA is PEFT's: forward, gradients, ten steps, merge, and the adapter folder both ways.</summary>
[Collection(TorchCollection.Name)]
public sealed class LoraParityTests
{
    private const string Prefix = "base_model.model.";
    private static readonly LoraSpec Spec = new() { Rank = 8, Alpha = 32, TargetModules = ["key", "query", "value"] };

    [Fact]
    public void Ten_steps_are_PEFT_s_from_first_gradient_to_last_logits()
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("methods/lora-bert", "case.safetensors");
        var reference = Golden.Json("methods", "lora-bert", "case.json");
        using var model = Golden.Model("methods/base-bert");
        using var method = new LoraMethod(Spec);
        method.Attach(model);
        var trainable = method.Trainable(model);
        Assert.Equal(reference.GetProperty("parameters").GetProperty("trainable").GetInt64(), trainable.Sum(pair => pair.Parameter.numel()));
        Assert.Equal(
            reference.GetProperty("trainable").EnumerateArray().Select(line => line.GetString()!),
            trainable.Select(pair => $"{Prefix}{pair.Name} [{string.Join(", ", pair.Parameter.shape)}]"));
        using (no_grad())
        {
            foreach (var (name, parameter) in trainable)
                parameter.copy_(golden[$"initial.{Prefix}{name}"]);
        }

        var batch = Golden.Batch(golden);
        Golden.Close(golden["logits.before"], model.Forward(batch), 1e-5, "logits before");
        using var optimizer = new AdamW(trainable, 0.9, 0.999, 1e-8, 0);
        for (var step = 0; step <= 10; step++)
        {
            var loss = Golden.Loss(model, batch);
            Assert.Equal(reference.GetProperty("losses")[step].GetSingle(), loss.item<float>(), 5e-5f);
            loss.backward();
            var (kind, tolerance) = step == 0 ? ("gradient", 2e-5) : ("gradient_after", 2e-4);
            if (step is 0 or 10)
                Assert.All(trainable, pair => Golden.RelativelyClose(golden[$"{kind}.{Prefix}{pair.Name}"], pair.Parameter.grad!, tolerance, $"{kind} {pair.Name}"));
            if (step < 10)
                optimizer.Step(0.01);
            foreach (var (_, parameter) in trainable)
                parameter.grad = null;
        }

        Golden.Close(golden["logits.after"], model.Forward(batch), 5e-5, "logits after");
    }

    [Fact]
    public void PEFT_s_adapter_folder_is_read_and_gives_its_logits()
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("methods/lora-bert", "case.safetensors");
        using var model = Golden.Model("methods/base-bert");
        using var method = LoraMethod.Read(model, new GoldenFolder("methods", "lora-bert"));
        Golden.Close(golden["logits.after"], model.Forward(Golden.Batch(golden)), 1e-5, "logits");
    }

    [Fact]
    public void The_adapter_folder_is_written_as_PEFT_writes_it()
    {
        using var scope = NewDisposeScope();
        using var model = Golden.Model("methods/base-bert");
        using var method = LoraMethod.Read(model, new GoldenFolder("methods", "lora-bert"));
        var folder = new MemoryFolder();
        method.Save(model, ArtifactType.Adapter, folder);
        var expected = Golden.Tensors("methods/lora-bert", "adapter_model.safetensors");
        var written = TensorFile.Read(folder, "adapter_model.safetensors");
        Assert.Equal(expected.Keys.Order(), written.Keys.Order());
        Assert.All(expected, pair => Assert.True(Golden.Same(pair.Value, written[pair.Key]), pair.Key));
        var reference = JsonNode.Parse(Golden.Json("methods", "lora-bert", "adapter_config.json").GetRawText())!;
        Assert.All(folder.Json("adapter_config.json").Where(field => field.Key != "base_model_name_or_path"), field => Assert.True(JsonNode.DeepEquals(reference[field.Key], field.Value), field.Key));
        Assert.Equal(Spec.TargetModules, AdapterConfig.Read(folder, ModelTask.SequenceClassification).TargetModules);
        using var second = Golden.Model("methods/base-bert");
        using var again = LoraMethod.Read(second, folder);
    }

    [Fact]
    public void The_merged_model_has_PEFT_s_weights_and_the_adapted_model_s_logits()
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Tensors("methods/lora-bert", "case.safetensors");
        using var model = Golden.Model("methods/base-bert");
        using var method = LoraMethod.Read(model, new GoldenFolder("methods", "lora-bert"));
        var folder = new MemoryFolder();
        method.Save(model, ArtifactType.Merged, folder);
        using var merged = ModelCatalog.Load(folder, Golden.Options());
        Assert.Empty(merged.Report.Fresh);
        Assert.All(merged.Parameters.Where(pair => golden.ContainsKey($"merged.{pair.Name}")), pair => Golden.Close(golden[$"merged.{pair.Name}"], pair.Parameter, 1e-6, pair.Name));
        Golden.Close(model.Forward(Golden.Batch(golden)), merged.Forward(Golden.Batch(golden)), 1e-5, "logits");
    }
}
