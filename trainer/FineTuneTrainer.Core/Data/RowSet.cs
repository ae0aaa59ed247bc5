namespace FineTuneTrainer.Core.Data;

/// <summary>What a dataset's file holds: its good rows, the first problems found, and how many there were in all.</summary>
public sealed record RowSet(IReadOnlyList<Row> Rows, IReadOnlyList<DataProblem> Problems, long ProblemCount)
{
    /// <summary>Nothing is wrong with the file.</summary>
    public bool IsClean => ProblemCount == 0;
}
