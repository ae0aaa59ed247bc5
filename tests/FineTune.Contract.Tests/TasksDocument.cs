using TestKit;

namespace FineTune.Contract.Tests;

/// <summary>docs/tasks.md says what the table of tasks says.</summary>
public sealed class TasksDocument
{
    public static TheoryData<string, TaskProblem> Tasks => [.. TaskTypes.All.SelectMany(type => Enum.GetValues<TaskProblem>().Where(problem => TaskTypes.Find(type, problem) is not null).Select(problem => (type, problem)))];

    [Theory, MemberData(nameof(Tasks))]
    public void A_task_stands_there_with_its_columns_formats_and_metrics(string type, TaskProblem problem)
    {
        var lines = File.ReadLines(Path.Combine(RepositoryFiles.Root, "docs", "tasks.md")).Where(line => line.StartsWith($"| `{type}` |", StringComparison.Ordinal)).ToList();
        var line = lines.Count == 1 ? lines[0] : Assert.Single(lines, line => line.Contains($"`{problem}`", StringComparison.Ordinal));
        var traits = TaskTypes.Find(type, problem)!;
        Assert.All([.. traits.Columns, .. traits.Metrics, .. traits.Formats.Select(format => format.ToString())], word => Assert.Contains($"`{word}`", line, StringComparison.Ordinal));
    }
}
