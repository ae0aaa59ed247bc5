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
    public void Attach(TaskModel model)
    {
        if (trainableLayers > model.LayerPrefixes.Count)
            throw new MethodException($"method.freeze.trainableLayers is {trainableLayers}, the model has {model.LayerPrefixes.Count} layers");
        var moving = Trainable(model).Select(pair => pair.Name).ToHashSet();
        if (moving.Count == 0)
            throw new MethodException("method.freeze.trainableLayers is 0, but the head has no weights of its own (it shares the embeddings): nothing would move");
        foreach (var (name, parameter) in model.Parameters)
            parameter.requires_grad = moving.Contains(name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable(TaskModel model)
    {
        // What stands above the layers, a pooler or a last norm, moves as soon as one of them does.
        List<string> moving = [.. model.Heads, .. model.LayerPrefixes.TakeLast(trainableLayers)];
        if (trainableLayers > 0)
            moving.AddRange(model.AboveLayers);
        return [.. model.Parameters.Where(pair => TaskModel.Under(moving, pair.Name))];
    }

    /// <inheritdoc/>
    public void Save(TaskModel model, ArtifactType artifact, IWritableFolder folder) => ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It owns nothing.
    }
}
