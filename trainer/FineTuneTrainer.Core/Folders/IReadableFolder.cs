namespace FineTuneTrainer.Core.Folders;

/// <summary>A folder to read from; the process implements it over disk, so that Core stays pure.</summary>
public interface IReadableFolder
{
    /// <summary>The files' names, with <c>/</c>, in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file.</summary>
    Stream OpenRead(string name);
}
