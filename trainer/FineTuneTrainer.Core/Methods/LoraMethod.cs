using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Methods;

/// <summary>Low-rank updates beside frozen weights; the fresh head moves whole, as PEFT does for SEQ_CLS.</summary>
public sealed class LoraMethod(LoraSpec spec) : IMethod
{
    private const string Prefix = "base_model.model.";

    private readonly List<LoraUpdate> _updates = [];

    /// <inheritdoc/>
    public MethodType Type => MethodType.LoRA;

    /// <inheritdoc/>
    public void Attach(SequenceClassifier model)
    {
        foreach (var (name, parameter) in model.Parameters)
            parameter.requires_grad = IsHead(model, name);
        var unmatched = spec.TargetModules.Where(target => !model.Linears.Any(layer => Matches(layer.Name, target))).ToList();
        if (unmatched.Count > 0)
            throw new MethodException($"method.lora.targetModules: '{string.Join("', '", unmatched)}' matches no module; there are {string.Join(", ", model.Linears.Select(layer => LastPart(layer.Name)).Distinct())} (of {model.Linears.Count} linear layers, e.g. {model.Linears[0].Name})");
        foreach (var layer in model.Linears.Where(layer => spec.TargetModules.Any(target => Matches(layer.Name, target))))
            _updates.Add(new LoraUpdate(layer, spec.Rank, spec.Alpha, spec.Dropout));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable(SequenceClassifier model) =>
    [
        .. _updates.SelectMany(update => new[] { ($"{update.Layer.Name}.lora_A.weight", update.A), ($"{update.Layer.Name}.lora_B.weight", update.B) }),
        .. model.Parameters.Where(pair => IsHead(model, pair.Name)),
    ];

    /// <inheritdoc/>
    public void Save(SequenceClassifier model, ArtifactType artifact, IWritableFolder folder)
    {
        using var scope = NewDisposeScope();
        if (artifact == ArtifactType.Adapter)
        {
            TensorFile.Write(folder, "adapter_model.safetensors", Trainable(model).ToDictionary(pair => Prefix + pair.Name, pair => (Tensor)pair.Parameter));
            AdapterConfig.Write(spec, model, folder);
            return;
        }

        ModelFiles.Write(model, _updates.ToDictionary(update => $"{update.Layer.Name}.weight", update => update.Merged()), folder);
    }

    /// <summary>Takes the weights of an adapter folder as PEFT writes it.</summary>
    public void Load(SequenceClassifier model, IReadableFolder folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var saved = TensorFile.Read(folder, "adapter_model.safetensors");
        var missing = Trainable(model).Where(pair => !saved.ContainsKey(Prefix + pair.Name)).Select(pair => $"adapter_model.safetensors lacks {Prefix}{pair.Name}").ToList();
        var known = Trainable(model).Select(pair => Prefix + pair.Name).ToHashSet();
        missing.AddRange(saved.Keys.Where(key => !known.Contains(key)).Select(key => $"adapter_model.safetensors has {key}, which this adapter does not"));
        if (missing.Count > 0)
            throw new ModelIncompatibleException(missing);
        foreach (var (name, parameter) in Trainable(model))
            parameter.copy_(saved[Prefix + name]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var update in _updates)
            update.Dispose();
        _updates.Clear();
    }

    private static bool IsHead(SequenceClassifier model, string name) => name.StartsWith($"{model.Head}.", StringComparison.Ordinal);

    // PEFT: a module whose name equals the target or ends in ".target".
    private static bool Matches(string module, string target) => module == target || module.EndsWith($".{target}", StringComparison.Ordinal);

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
