using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Methods;

/// <summary>Every weight moves.</summary>
public sealed class FullMethod : IMethod
{
    /// <inheritdoc/>
    public MethodType Type => MethodType.Full;

    /// <inheritdoc/>
    public void Attach(TaskModel model)
    {
        // Parameters require gradients as they are.
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trainable(TaskModel model) => model.Parameters;

    /// <inheritdoc/>
    public void Save(TaskModel model, ArtifactType artifact, IWritableFolder folder) => ModelFiles.Write(model, new Dictionary<string, Tensor>(), folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It owns nothing.
    }
}
