using System.Text.RegularExpressions;

namespace Repo.Tests;

/// <summary>README and docs name only what exists.</summary>
public sealed partial class DocsAreTrue
{
    public static TheoryData<string> Documents => [.. Tree.Files("*.md").Where(path => !path.StartsWith("samples/", StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Tree.Root, document))!;
        var broken = Link().Matches(Tree.Read(document)).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            .Where(target => !Path.Exists(Path.Combine(folder, target.Split('#')[0])));
        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_make_target_exists(string document)
    {
        var targets = Target().Matches(Tree.Read("Makefile")).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Empty(MakeCall().Matches(Tree.Read(document)).Select(match => match.Groups[1].Value).Where(word => !targets.Contains(word)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_in_backticks_exists(string document)
    {
        var tops = Directory.EnumerateDirectories(Tree.Root).Select(path => Path.GetFileName(path)).Where(name => name is not ("artifacts" or ".git" or ".devcluster")).ToHashSet();
        var missing = Backticks().Matches(Tree.Read(document)).Select(match => match.Groups[1].Value)
            .Where(path => tops.Contains(path.Split('/')[0]) && path.IndexOfAny(['*', '<', '{', '…', ' ']) < 0)
            .Where(path => !Path.Exists(Path.Combine(Tree.Root, path)));
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^([a-z]+):", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"`make ([a-z]+)")]
    private static partial Regex MakeCall();

    [GeneratedRegex(@"`([\w.\-]+/[^`]*)`")]
    private static partial Regex Backticks();
}
