using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Methods;

/// <summary>Low-rank updates beside frozen weights; a classifier's head moves whole, as PEFT does.</summary>
public sealed class LoraMethod(LoraSpec spec) : IMethod
{
    private const string Prefix = "base_model.model.";
    private const string File = "adapter_model.safetensors";

    // PEFT's word for every linear layer but the head.
    private const string AllLinear = "all-linear";

    private readonly List<LoraUpdate> _updates = [];
    private IReadOnlyList<string> _targets = [];

    /// <inheritdoc/>
    public MethodType Type => MethodType.LoRA;

    /// <summary>Makes the method of an adapter folder as PEFT writes it, attaches it, and takes its weights.</summary>
    public static LoraMethod Read(TaskModel model, IReadableFolder folder)
    {
        var method = new LoraMethod(AdapterConfig.Read(folder, model.Task));
        method.Attach(model);
        method.Load(model, folder);
        return method;
    }

    /// <inheritdoc/>
    public void Attach(TaskModel model)
    {
        if (spec.Rank < 1)
            throw new MethodException($"method.lora.rank must be at least 1, was {spec.Rank}");
        _targets = spec.TargetModules switch
        {
            [] => model.LoraTargets,
            [AllLinear] => [.. model.Linears.Select(layer => layer.Name)],
            _ => spec.TargetModules,
        };
        var unmatched = _targets.Where(target => !model.Linears.Any(layer => Matches(layer.Name, target))).ToList();
        if (model.Linears.Count == 0)
            throw new MethodException($"method.lora: {model.Family} models have no linear layers to adapt");
        if (unmatched.Count > 0)
            throw new MethodException($"method.lora.targetModules: '{string.Join("', '", unmatched)}' matches no module; there are {string.Join(", ", model.Linears.Select(layer => LastPart(layer.Name)).Distinct())} (of {model.Linears.Count} linear layers, e.g. {model.Linears[0].Name})");
        foreach (var (name, parameter) in model.Parameters)
            parameter.requires_grad = Moves(model, name);
        foreach (var layer in model.Linears.Where(layer => _targets.Any(target => Matches(layer.Name, target))))
            _updates.Add(new LoraUpdate(layer, spec.Rank, spec.Alpha, spec.Dropout));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable(TaskModel model) =>
    [
        .. _updates.SelectMany(update => new[] { ($"{update.Layer.Name}.lora_A.weight", update.A), ($"{update.Layer.Name}.lora_B.weight", update.B) }),
        .. model.Parameters.Where(pair => Moves(model, pair.Name)),
    ];

    /// <inheritdoc/>
    public void Save(TaskModel model, ArtifactType artifact, IWritableFolder folder)
    {
        using var scope = NewDisposeScope();
        if (artifact == ArtifactType.Adapter)
        {
            TensorFile.Write(folder, File, Trainable(model).ToDictionary(pair => Prefix + pair.Name, pair => (Tensor)pair.Parameter));
            AdapterConfig.Write(spec, _targets, model, folder);
            return;
        }

        ModelFiles.Write(model, _updates.ToDictionary(update => $"{update.Layer.Name}.weight", update => update.Merged()), folder);
    }

    /// <summary>Takes the weights of an adapter folder as PEFT writes it, all of them or (with an exception) none.</summary>
    public void Load(TaskModel model, IReadableFolder folder)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var saved = ReadWeights(folder);
        var own = Trainable(model).ToDictionary(pair => Prefix + pair.Name, pair => pair.Parameter);
        List<string> problems =
        [
            .. own.Keys.Where(key => !saved.ContainsKey(key)).Select(key => $"{File} lacks {key}"),
            .. saved.Keys.Where(key => !own.ContainsKey(key)).Select(key => $"{File} has {key}, which this adapter does not"),
            .. own.Where(pair => saved.TryGetValue(pair.Key, out var tensor) && !tensor.shape.SequenceEqual(pair.Value.shape)).Select(pair => $"{File}: {pair.Key} has shape [{string.Join(", ", saved[pair.Key].shape)}], expected [{string.Join(", ", pair.Value.shape)}]"),
        ];
        if (problems.Count > 0)
            throw new ModelIncompatibleException(problems);
        foreach (var (key, parameter) in own)
            parameter.copy_(saved[key]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var update in _updates)
            update.Dispose();
        _updates.Clear();
    }

    private static Dictionary<string, Tensor> ReadWeights(IReadableFolder folder)
    {
        if (!folder.Names.Contains(File))
            throw new ModelIncompatibleException([$"{File} is missing; the folder holds {string.Join(", ", folder.Names)}"]);
        try
        {
            return TensorFile.Read(folder, File);
        }
        catch (SafetensorsException exception)
        {
            throw new ModelIncompatibleException([exception.Message]);
        }
    }

    private static bool Moves(TaskModel model, string name) => AdapterConfig.SavesHead(model.Task) && model.IsHead(name);

    // PEFT: a module whose name equals the target or ends in ".target".
    private static bool Matches(string module, string target) => module == target || module.EndsWith($".{target}", StringComparison.Ordinal);

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
