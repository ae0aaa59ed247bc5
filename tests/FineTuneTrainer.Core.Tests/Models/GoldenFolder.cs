using FineTuneTrainer.Core.Folders;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>A folder of tests/Golden, on disk.</summary>
internal sealed class GoldenFolder(params string[] path) : IReadableFolder
{
    private readonly string _path = RepositoryFiles.Golden(path);

    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public Stream OpenRead(string name) => File.OpenRead(Path.Combine(_path, name));
}
