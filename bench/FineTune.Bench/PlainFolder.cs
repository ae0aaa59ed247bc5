using FineTuneTrainer.Core.Folders;

namespace FineTune.Bench;

/// <summary>A folder on disk.</summary>
internal sealed class PlainFolder : IReadableFolder, IWritableFolder
{
    public PlainFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file))];

    public Stream OpenRead(string name) => new FileStream(System.IO.Path.Combine(Path, name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    public Stream Create(string name) => File.Create(System.IO.Path.Combine(Path, name));
}
