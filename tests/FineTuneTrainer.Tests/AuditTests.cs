using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;
using TestKit;

namespace FineTuneTrainer.Tests;

/// <summary>The verb that looks through a file before a run does.</summary>
public sealed class AuditTests
{
    private static readonly string Dirty = RepositoryFiles.Golden("data", "dirty", "train_dirty.csv");

    [Fact]
    public async Task Every_row_of_the_dirty_sample_is_found_without_being_told_the_labels()
    {
        // The list counts records without the header; rows to keep are fine.
        string[] expected = [.. File.ReadLines(RepositoryFiles.Golden("data", "dirty", "expected.csv")).Skip(1).Select(line => line.Split(',')).Where(fields => fields[3] != "keep").Select(fields => $"{int.Parse(fields[0]) + 1} {fields[3]}")];
        using var trainer = new TrainerProcess(["audit", Dirty], []);
        var lines = (await trainer.EndAsync()).Expect(ExitCode.Ok).Output;
        string[] found = [.. lines.Where(line => line.StartsWith("train_dirty.csv:", StringComparison.Ordinal)).Select(line => line.Split(':', 3)).Select(parts => $"{parts[1]} {parts[2].Trim().Split(' ')[0].ToLowerInvariant()}")];
        Assert.Equal(expected, found);
        Assert.Equal("46 to fix, 41 to drop, 17 to review", lines[^1]);
    }

    [Fact]
    public async Task A_file_without_the_column_is_refused()
    {
        using var trainer = new TrainerProcess(["audit", Dirty, "--label", "intent"], []);
        Assert.Contains("there is no column 'intent'; the columns are: text, label", (await trainer.EndAsync()).Expect(ExitCode.InvalidData).Error, StringComparison.Ordinal);
    }
}
