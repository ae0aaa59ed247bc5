using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>A run that ends for a known reason: the exit class, a sentence, and every problem.</summary>
public sealed class RunFailure(ExitCode code, string message, string? hint = null, IReadOnlyList<RunProblem>? problems = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The exit class.</summary>
    public ExitCode Code { get; } = code;

    /// <summary>What to do.</summary>
    public string? Hint { get; } = hint;

    /// <summary>Every problem, each with its place.</summary>
    public IReadOnlyList<RunProblem> Problems { get; } = problems ?? [];
}
