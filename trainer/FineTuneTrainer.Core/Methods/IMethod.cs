using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;
using TorchSharp.Modules;

namespace FineTuneTrainer.Core.Methods;

/// <summary>Which weights move, and what is saved.</summary>
public interface IMethod : IDisposable
{
    /// <summary>The method's kind.</summary>
    MethodType Type { get; }

    /// <summary>Freezes what stands still and adds what is new; called once.</summary>
    void Attach(TaskModel model);

    /// <summary>The weights that move, by name, in a fixed order.</summary>
    IReadOnlyList<(string Name, Parameter Parameter)> Trainable(TaskModel model);

    /// <summary>Writes one artifact.</summary>
    void Save(TaskModel model, ArtifactType artifact, IWritableFolder folder);
}
