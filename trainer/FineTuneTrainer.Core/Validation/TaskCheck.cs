using FineTune.Contract;

namespace FineTuneTrainer.Core.Validation;

/// <summary>Everything wrong with a task.</summary>
internal static class TaskCheck
{
    public static void Problems(TaskSpec task, List<RunProblem> problems)
    {
        if (task.ProblemType != TaskProblem.SingleLabel && task.Type != TaskTypes.SequenceClassification)
            RunSpecCheck.Add(problems, "task.problemType", $"{task.ProblemType} does not fit {task.Type}", "leave it out, or use SequenceClassification");
        Fits(task, "masking", task.Masking, TaskTypes.MaskedLM, problems);
        Fits(task, "instruction", task.Instruction, TaskTypes.CausalLM, problems);
        Fits(task, "generation", task.Generation, TaskTypes.Seq2Seq, problems);
        Fits(task, "preference", task.Preference, TaskTypes.Preference, problems);
        if (task.Preference is { } preference)
            PreferenceCheck.Problems(preference, problems);
        Fits(task, "features", task.Features, TaskTypes.TabularClassification, problems);
        Features(task.Features ?? [], problems);
        RunSpecCheck.Range(problems, "task.masking.probability", task.Masking?.Probability ?? 0.15, value => value is > 0 and < 1, "above 0 and below 1");
        RunSpecCheck.Range(problems, "task.generation.maxNewTokens", task.Generation?.MaxNewTokens ?? 1, value => value >= 1, "at least 1");
        RunSpecCheck.Range(problems, "task.generation.numBeams", task.Generation?.NumBeams ?? 1, value => value >= 1, "at least 1");
    }

    private static void Features(IReadOnlyList<string> features, List<RunProblem> problems)
    {
        foreach (var same in features.GroupBy(name => name).Where(group => group.Count() > 1))
            RunSpecCheck.Add(problems, "task.features", $"names '{same.Key}' {same.Count()} times", "name each column once");
    }

    private static void Fits(TaskSpec task, string field, object? value, string type, List<RunProblem> problems)
    {
        if (value is not null && task.Type != type)
            RunSpecCheck.Add(problems, $"task.{field}", $"does not fit {task.Type}", $"leave it out, or use {type}");
    }
}
