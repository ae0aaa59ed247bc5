namespace FineTune.Demo.Harness;

/// <summary>Where things lie in the repository.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A built program.</summary>
    public static string Program(string project, string assembly)
    {
        var bin = Path("artifacts", "bin", project);
        var candidates = Directory.Exists(bin) ? Directory.EnumerateDirectories(bin, "*").Select(folder => System.IO.Path.Combine(folder, assembly)).Where(File.Exists).ToList() : [];
        return candidates.Count > 0
            ? candidates.MaxBy(File.GetLastWriteTimeUtc)!
            : throw new InvalidOperationException($"{project} is not built: run make build");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FineTuneOperator.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no FineTuneOperator.sln above this program");
    }
}
