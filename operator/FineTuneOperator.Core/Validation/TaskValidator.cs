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
        problems.Check(Problem(section) == nameof(TaskProblem.SingleLabel) || section.Type == TaskTypes.SequenceClassification, "spec.task.problemType", $"{section.ProblemType} does not fit {section.Type}", "leave it out, or use SequenceClassification");
        CheckFits(problems, section, "masking", section.Masking, TaskTypes.MaskedLM);
        CheckFits(problems, section, "instruction", section.Instruction, TaskTypes.CausalLM);
        CheckFits(problems, section, "generation", section.Generation, TaskTypes.Seq2Seq);
        CheckFits(problems, section, "preference", section.Preference, TaskTypes.Preference);
        PreferenceValidator.Check(problems, section.Preference);
        CheckFits(problems, section, "features", section.Features, TaskTypes.TabularClassification);
        foreach (string twice in (section.Features ?? []).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            problems.Add("spec.task.features", $"names \"{twice}\" more than once", "name each column once");
        problems.Decimal("spec.task.masking.probability", section.Masking?.Probability, value => value is > 0 and < 1, "use more than 0 and less than 1");
        if (section.Instruction is { } instruction)
            problems.OneOf("spec.task.instruction.format", instruction.Format, Enum.GetNames<InstructionFormat>());
        problems.Check(section.Generation is not { MaxNewTokens: < 1 }, "spec.task.generation.maxNewTokens", $"{section.Generation?.MaxNewTokens} is too small", "use at least 1");
        if (section.Generation is { } generation)
            problems.OneOf("spec.task.generation.bleuTokenizer", generation.BleuTokenizer, Enum.GetNames<BleuTokenizerType>());
        problems.Check(section.Generation is not { NumBeams: < 1 }, "spec.task.generation.numBeams", $"{section.Generation?.NumBeams} is too small", "use at least 1");
    }

    /// <summary>What the task reads and how it is judged; null for one that does not exist.</summary>
    public static TaskTraits? Traits(TaskSection section)
    {
        var known = Enum.TryParse(Problem(section), out TaskProblem _) && (section.Instruction is null || Enum.TryParse(section.Instruction.Format, out InstructionFormat _));
        return known ? TaskTypes.Find(RunSpecBuilder.Task(section with { Masking = null, Generation = null, Preference = null })) : null;
    }

    private static void CheckFits(ProblemList problems, TaskSection section, string field, object? value, string type) =>
        problems.Check(value is null || section.Type == type, $"spec.task.{field}", $"does not fit {section.Type}", $"leave it out, or use {type}");

    private static string Problem(TaskSection section) => section.ProblemType ?? nameof(TaskProblem.SingleLabel);
}
