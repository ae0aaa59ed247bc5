using FineTune.Contract;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>The tasks there are.</summary>
internal static class RunTasks
{
    /// <summary>The task of a checked RunSpec.</summary>
    public static IRunTask Of(TaskSpec task) => (task.Type, task.ProblemType) switch
    {
        (TaskTypes.SequenceClassification, TaskProblem.SingleLabel) => new ClassRows(),
        (TaskTypes.SequenceClassification, TaskProblem.MultiLabel) => new LabelSetRows(),
        (TaskTypes.SequenceClassification, TaskProblem.Regression) => new NumberRows(),
        (TaskTypes.TokenClassification, _) => new TaggedRows(),
        (TaskTypes.MaskedLM, _) => new TextRows(ModelTask.MaskedLM),
        (TaskTypes.CausalLM, _) => task.Instruction is { } instruction ? new ConversationRows(instruction) : new TextRows(ModelTask.CausalLM),
        (TaskTypes.Seq2Seq, _) => new TranslatedRows(task.Generation ?? new()),
        (TaskTypes.Preference, _) => (task.Preference ?? new()) is { Loss: PreferenceLossType.Reward } reward ? new RewardRows(reward) : new PreferenceRows(task.Preference ?? new()),
        (TaskTypes.ImageClassification, _) => new ImageRows(),
        (TaskTypes.TabularClassification, _) => new TableRows(task.Features),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "not a task of this trainer"),
    };
}
