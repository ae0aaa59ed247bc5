namespace FineTuneTrainer.Core.Folders;

/// <summary>A folder to write to.</summary>
public interface IWritableFolder
{
    /// <summary>Makes or replaces a file.</summary>
    Stream Create(string name);
}
