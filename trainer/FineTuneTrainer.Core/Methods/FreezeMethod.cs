using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Methods;

/// <summary>The encoder and its pooler stand still and the head moves; with last layers asked for, these and the pooler move too.</summary>
public sealed class FreezeMethod(int trainableLayers) : IMethod
{
    /// <inheritdoc/>
    public MethodType Type => MethodType.Freeze;

    /// <inheritdoc/>
    public void Attach(SequenceClassifier model)
    {
        if (trainableLayers > model.LayerPrefixes.Count)
            throw new MethodException($"method.freeze.trainableLayers is {trainableLayers}, the model has {model.LayerPrefixes.Count} layers");
        var moving = Trainable(model).Select(pair => pair.Name).ToHashSet();
        foreach (var (name, parameter) in model.Parameters)
            parameter.requires_grad = moving.Contains(name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable(SequenceClassifier model)
    {
        // The pooler stands above the layers: it moves as soon as one of them does.
        List<string> moving = [model.Head, .. model.LayerPrefixes.TakeLast(trainableLayers)];
        if (trainableLayers > 0)
            moving.Add(model.Pooler);
        return [.. model.Parameters.Where(pair => moving.Any(part => pair.Name.StartsWith($"{part}.", StringComparison.Ordinal)))];
    }

    /// <inheritdoc/>
    public void Save(SequenceClassifier model, ArtifactType artifact, IWritableFolder folder) => ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It owns nothing.
    }
}
