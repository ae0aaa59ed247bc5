namespace FineTuneTrainer.Run;

/// <summary>A failure as a person reads it in the log.</summary>
internal static class Failures
{
    public static void Print(RunFailure failure, TextWriter output)
    {
        output.WriteLine($"{failure.Code} ({(int)failure.Code}): {failure.Message}");
        foreach (var problem in failure.Problems)
            output.WriteLine($"  {problem.Place}: {problem.Message}{(problem.Hint is null ? "" : $" ({problem.Hint})")}");
        if (failure.Hint is not null)
            output.WriteLine($"  hint: {failure.Hint}");
        if (failure.Code == FineTune.Contract.ExitCode.InternalError && failure.InnerException is { } inner)
            output.WriteLine(inner);
    }
}
