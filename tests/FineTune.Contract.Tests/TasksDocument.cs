using TestKit;

namespace FineTune.Contract.Tests;

/// <summary>docs/tasks.md says what the table of tasks says.</summary>
public sealed class TasksDocument
{
    public static TheoryData<string, string> Tasks => [.. TaskTypes.All.SelectMany(type => TaskTypes.Variants(type).Select(variant => (type, variant)))];

    [Theory, MemberData(nameof(Tasks))]
    public void A_task_stands_there_with_its_columns_formats_and_metrics(string type, string variant)
    {
        var lines = File.ReadLines(Path.Combine(RepositoryFiles.Root, "docs", "tasks.md")).Where(line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal)).ToList();
        var line = Assert.Single(lines, line => variant.Length > 0 ? line.Contains($"`{variant}`", StringComparison.Ordinal) : line.Contains($"| `{type}` | |", StringComparison.Ordinal));
        var traits = TaskTypes.Find(type, variant)!;
        Assert.All([.. traits.Columns, .. traits.Metrics, .. traits.Formats.Select(format => format.ToString())], word => Assert.Contains($"`{word}`", line, StringComparison.Ordinal));
    }
}
