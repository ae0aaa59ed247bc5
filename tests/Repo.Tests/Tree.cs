namespace Repo.Tests;

/// <summary>The repository's own files, without what the build writes.</summary>
internal static class Tree
{
    private static readonly string[] NotOurs = [".git", "artifacts", ".devcluster", ".tools"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Files(string pattern) =>
    [
        .. Directory.EnumerateFileSystemEntries(Root)
            .Where(path => !NotOurs.Contains(Path.GetFileName(path)))
            .SelectMany(path => Directory.Exists(path)
                ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories)
                : Directory.EnumerateFiles(Root, pattern).Where(file => file == path))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FineTuneOperator.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no FineTuneOperator.sln above the test's output");
    }
}
