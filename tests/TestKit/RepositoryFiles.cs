using Xunit;

namespace TestKit;

/// <summary>Finds the repository's files from a running test.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of tests/Golden.</summary>
    public static string Golden(params string[] path) => Path.Combine([Root, "tests", "Golden", .. path]);

    /// <summary>A file or folder of the optional data beside the repository; the test is skipped by name where it is absent.</summary>
    public static string Shared(params string[] path)
    {
        string full = Path.Combine([Root, "..", "shared", .. path]);
        Assert.SkipUnless(Path.Exists(full), $"shared/{string.Join('/', path)} does not lie beside the repository.");
        return full;
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "FineTuneOperator.sln"))) return folder;
        throw new DirectoryNotFoundException("No folder above the test program holds FineTuneOperator.sln.");
    }
}
