using System.Text.RegularExpressions;

namespace Repo.Tests;

/// <summary>What holds for every source file.</summary>
public sealed partial class Sources
{
    private const int MostLines = 300;

    [Fact]
    public void No_source_file_is_longer_than_its_limit()
    {
        var long_ = Tree.Files("*.cs").Select(path => (path, lines: Tree.Read(path).AsSpan().Count('\n'))).Where(file => file.lines > MostLines);
        Assert.Empty(long_.Select(file => $"{file.path}: {file.lines} lines, {MostLines} are allowed"));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Tree.Read("FineTuneOperator.sln").Replace('\\', '/');
        Assert.Empty(Tree.Files("*.csproj").Where(path => !solution.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_holds_code()
    {
        var empty = Tree.Files("*.csproj").Where(path => Tree.Files("*.cs").All(file => !file.StartsWith(Path.GetDirectoryName(path)!.Replace('\\', '/') + "/", StringComparison.Ordinal)));
        Assert.Empty(empty);
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        // Spelled in halves, so that this file does not find itself.
        string[] words = ["NotImplemented" + "Exception", "TO" + "DO", "FIX" + "ME", "Skip " + "= \"", "Skip" + "=\""];
        var found = Tree.Files("*.cs").SelectMany(path => words.Where(word => Tree.Read(path).Contains(word, StringComparison.Ordinal)).Select(word => $"{path}: {word}"));
        Assert.Empty(found);
    }

    [Fact]
    public void No_file_names_a_registry_or_a_folder_of_one_machine()
    {
        var found = new[] { "*.cs", "*.md", "*.yaml", "*.json", "*.props", "*.targets", "*.csproj", "Makefile" }
            .SelectMany(Tree.Files)
            .Where(path => !path.StartsWith("tests/Golden/", StringComparison.Ordinal) && !path.StartsWith("samples/", StringComparison.Ordinal))
            .Where(path => OfOneMachine().IsMatch(Tree.Read(path)));
        Assert.Empty(found);
    }

    [GeneratedRegex(@"api\.nuget\.org|registry\.npmjs\.org|deb\.debian\.org|(?<![\w.}])/(root|work)/|/home/[a-z]+/")]
    private static partial Regex OfOneMachine();
}
