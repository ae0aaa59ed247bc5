using Xunit;

namespace TestKit;

/// <summary>Compares a text with a file of tests/Golden; UPDATE_GOLDEN=1 rewrites the file, and the diff is the review.</summary>
public static class Golden
{
    /// <summary>Fails unless <paramref name="actual"/> is the golden file's text.</summary>
    public static void Match(string relativePath, string actual)
    {
        string path = RepositoryFiles.Golden(relativePath.Split('/'));
        string text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"tests/Golden/{relativePath} is missing: UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
