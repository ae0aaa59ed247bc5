using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>An empty folder for one attempt, removed at the end.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes it, empty: what an attempt before left is not trusted.</summary>
    public ScratchFolder(string root, RunIdentity run)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(root), $"attempt-{run.Epoch}");
        try
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var problem = new RunProblem { Place = TrainerVariables.Scratch, Message = $"cannot be written: {exception.Message}" };
            throw new RunFailure(ExitCode.InvalidConfig, $"the scratch folder {Path} cannot be written", $"let {TrainerVariables.Scratch} name a folder this process may write", [problem], exception);
        }
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
