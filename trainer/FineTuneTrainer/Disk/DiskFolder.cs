using FineTuneTrainer.Core.Folders;

namespace FineTuneTrainer.Disk;

/// <summary>A folder on disk; names never lead out of it.</summary>
public sealed class DiskFolder(string path) : IReadableFolder, IWritableFolder
{
    /// <summary>The folder's path.</summary>
    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    /// <inheritdoc/>
    public IReadOnlyList<string> Names =>
        Directory.Exists(Path)
            ? [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal)]
            : [];

    /// <inheritdoc/>
    public Stream OpenRead(string name) => new FileStream(Inside(name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    /// <inheritdoc/>
    public Stream Create(string name)
    {
        var file = Inside(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        return new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    private string Inside(string name)
    {
        var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));
        return file.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? file
            : throw new ArgumentException($"'{name}' leads out of its folder", nameof(name));
    }
}
