using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>When and by what the model is judged.</summary>
[ValidationRule("self.every == 'Steps' ? has(self.everySteps) : !has(self.everySteps)", message: "everySteps must be set when every is Steps, and only then")]
public sealed record EvaluationSection
{
    /// <summary>The rhythm.</summary>
    [EnumValues("None", "Epoch", "Steps"), DefaultValue("Epoch")]
    public string Every { get; init; } = "Epoch";

    /// <summary>Steps between evaluations.</summary>
    [RangeMinimum(1)]
    public int? EverySteps { get; init; }

    /// <summary>The metric that decides which model is best; when absent the task's usual one (accuracy, f1, f1_micro, mse or loss).</summary>
    [EnumValues("accuracy", "bleu", "chrf", "f1", "f1_macro", "f1_micro", "f1_weighted", "loss", "mae", "margin", "mcc", "mse", "pearson", "perplexity", "pr_auc", "precision", "precision_macro", "r2", "recall", "recall_macro", "roc_auc", "rouge1", "rouge2", "rougeL")]
    public string? Metric { get; init; }

    /// <summary>Which way the metric is better; its own way when absent.</summary>
    [EnumValues("Maximize", "Minimize")]
    public string? Direction { get; init; }

    /// <summary>Whether the untuned model is judged first.</summary>
    [DefaultValue(true)]
    public bool Baseline { get; init; } = true;

    /// <summary>Whether the best model is published; false publishes the last epoch's.</summary>
    [DefaultValue(true)]
    public bool KeepBest { get; init; } = true;

    /// <summary>When to stop before the last epoch; never when absent.</summary>
    public EarlyStoppingSection? EarlyStopping { get; init; }

    /// <summary>Columns of the datasets' files by whose values the final evaluation is told apart, such as language or source.</summary>
    [Items(maxItems: 8), XListType(XListType.Set)]
    public IList<string> Slices { get; init; } = [];
}
