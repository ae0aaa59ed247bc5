namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A dataset has rows that cannot be used.</summary>
public sealed class BadDataException(IReadOnlyList<DataProblem> problems)
    : Exception(string.Join('\n', problems.Select(p => p.ToString())))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<DataProblem> Problems { get; } = problems;
}
