namespace FineTuneTrainer.Core.Models;

/// <summary>A base model that cannot be used: every problem at once.</summary>
public sealed class ModelIncompatibleException(IReadOnlyList<string> problems)
    : Exception(problems.Count == 1 ? problems[0] : $"{problems[0]} (and {problems.Count - 1} more)")
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
