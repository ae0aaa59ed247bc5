using FineTuneTrainer.Core.Folders;

namespace FineTune.Bench;

/// <summary>A tokenizer's folder on disk.</summary>
internal sealed class TokenizeFolder(string path) : IReadableFolder
{
    public IReadOnlyList<string> Names => [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public Stream OpenRead(string name) => File.OpenRead(Path.Combine(path, name));
}
