using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>An empty folder for one attempt, removed at the end.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes it, empty: what an attempt before left is not trusted.</summary>
    public ScratchFolder(string root, RunIdentity run)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(root), $"attempt-{run.Epoch}");
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder's path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
