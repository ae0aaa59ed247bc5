using System.Globalization;
using System.Text;
using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run;

/// <summary>README.md of a published model: what it is, how it was made, how good it is.</summary>
internal static class ModelCard
{
    // The names of the model hub's tasks.
    private static readonly Dictionary<string, string> Pipelines = new()
    {
        [TaskTypes.SequenceClassification] = "text-classification",
        [TaskTypes.TokenClassification] = "token-classification",
        [TaskTypes.MaskedLM] = "fill-mask",
        [TaskTypes.CausalLM] = "text-generation",
        [TaskTypes.Seq2Seq] = "text2text-generation",
        [TaskTypes.Preference] = "text-generation",
        [TaskTypes.ImageClassification] = "image-classification",
        [TaskTypes.TabularClassification] = "tabular-classification",
    };

    // These are this trainer's own: transformers has no class for them.
    private static readonly string[] OwnFamilies = ["cnn", "mlp"];

    public static string Of(RunSpec spec, Inputs inputs, LoopState state, Scores? tuned, EvaluationReport? evaluation, long trainable, long total, string family)
    {
        var card = new StringBuilder();
        var hyper = spec.Hyperparameters;
        card.AppendLine("---");
        if (!OwnFamilies.Contains(family))
            card.AppendLine("library_name: transformers");
        card.AppendLine($"pipeline_tag: {PipelineOf(spec.Task)}").AppendLine("---").AppendLine();
        card.AppendLine($"# {spec.Run.Name}").AppendLine();
        card.AppendLine($"{spec.Task.Type} model, {(spec.Model.Scratch is { } scratch ? $"a {scratch.Family} trained from nothing" : $"tuned from `{spec.Model.Uri}`")} by {spec.Method.Type} ({trainable:N0} of {total:N0} parameters), {state.Step} steps, seed {spec.Seed}.").AppendLine();
        card.AppendLine("| setting | value |").AppendLine("|---|---|");
        card.AppendLine($"| learning rate | {hyper.LearningRate.ToString(CultureInfo.InvariantCulture)} ({hyper.Scheduler}) |");
        card.AppendLine($"| batch size | {hyper.BatchSize} |").AppendLine($"| weight decay | {hyper.WeightDecay.ToString(CultureInfo.InvariantCulture)} |");
        if (TaskTypes.Unit(spec.Task.Type) == "tokens")
            card.AppendLine($"| max length | {spec.Preprocessing.MaxSequenceLength} |");
        card.AppendLine($"| linear kernel | {state.LinearKernel} |").AppendLine();
        if (tuned is not null && evaluation is not null)
            AppendScores(card, state, tuned, evaluation);
        card.AppendLine("## Inputs").AppendLine().AppendLine("| name | digest |").AppendLine("|---|---|");
        foreach (var digest in inputs.Digests)
            card.AppendLine($"| {digest.Name} | `{digest.Digest}` |");
        return card.ToString().ReplaceLineEndings("\n");
    }

    private static string PipelineOf(TaskSpec task) => Pipelines[task.Preference?.Loss == PreferenceLossType.Reward ? TaskTypes.SequenceClassification : task.Type];

    private static void AppendScores(StringBuilder card, LoopState state, Scores tuned, EvaluationReport evaluation)
    {
        card.AppendLine($"## Scores on the {evaluation.ScoredOn} rows ({tuned.Rows})").AppendLine();
        card.AppendLine(EvaluationText.Verdict(evaluation)).AppendLine().AppendLine("| metric | before | after |").AppendLine("|---|---|---|");
        foreach (var (metric, value) in tuned.Values)
            card.AppendLine($"| {metric} | {(state.Baseline?.TryGetValue(metric, out var before) == true ? before.ToString("0.0000", CultureInfo.InvariantCulture) : "")} | {value.ToString("0.0000", CultureInfo.InvariantCulture)} |");
        if (tuned.Classes.Count > 0)
            AppendClasses(card, tuned);
        card.AppendLine();
    }

    private static void AppendClasses(StringBuilder card, Scores tuned)
    {
        card.AppendLine().AppendLine("| label | precision | recall | F1 | rows |").AppendLine("|---|---|---|---|---|");
        foreach (var score in tuned.Classes)
            card.AppendLine(CultureInfo.InvariantCulture, $"| {EvaluationMarkdown.Escape(score.Label)} | {score.Precision:0.000} | {score.Recall:0.000} | {score.F1:0.000} | {score.Support} |");
    }
}
