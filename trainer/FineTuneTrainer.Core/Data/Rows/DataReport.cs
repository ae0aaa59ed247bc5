namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>What a dataset holds: its good rows in number, the first fifty problems, and how many there were in all.</summary>
public sealed record DataReport(long Rows, IReadOnlyList<DataProblem> Problems, long ProblemCount)
{
    /// <summary>Nothing is wrong.</summary>
    public bool IsClean => ProblemCount == 0;
}
