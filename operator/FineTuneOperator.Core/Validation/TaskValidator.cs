using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks the task.</summary>
internal static class TaskValidator
{
    public static void Check(ProblemList problems, TaskSection section)
    {
        problems.OneOf("spec.task.type", section.Type, [.. TaskTypes.All]);
        problems.OneOf("spec.task.problemType", Problem(section), Enum.GetNames<TaskProblem>());
        if (TaskTypes.All.Contains(section.Type) && Enum.GetNames<TaskProblem>().Contains(Problem(section)))
            problems.Check(Traits(section) is not null, "spec.task.problemType", $"{section.ProblemType} does not fit {section.Type}", "leave it out, or use SequenceClassification");
        problems.Check(section.Masking is null || section.Type == TaskTypes.MaskedLM, "spec.task.masking", $"does not fit {section.Type}", "leave it out, or use MaskedLM");
        problems.Decimal("spec.task.masking.probability", section.Masking?.Probability, value => value is > 0 and < 1, "use more than 0 and less than 1");
    }

    /// <summary>What the task reads and how it is judged; null for one that does not exist.</summary>
    public static TaskTraits? Traits(TaskSection section) =>
        Enum.TryParse(Problem(section), out TaskProblem problem) ? TaskTypes.Find(section.Type, problem) : null;

    private static string Problem(TaskSection section) => section.ProblemType ?? nameof(TaskProblem.SingleLabel);
}
