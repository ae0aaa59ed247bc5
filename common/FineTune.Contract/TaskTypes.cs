namespace FineTune.Contract;

/// <summary>What each task reads and how it is judged: operator and trainer check a job against this one table.</summary>
public static class TaskTypes
{
    /// <summary>A label or a number a text.</summary>
    public const string SequenceClassification = nameof(SequenceClassification);

    /// <summary>A tag a word.</summary>
    public const string TokenClassification = nameof(TokenClassification);

    /// <summary>Hidden words, by an encoder.</summary>
    public const string MaskedLM = nameof(MaskedLM);

    /// <summary>The next token, by a decoder.</summary>
    public const string CausalLM = nameof(CausalLM);

    /// <summary>A text that becomes another, by an encoder-decoder: translations, summaries.</summary>
    public const string Seq2Seq = nameof(Seq2Seq);

    /// <summary>Which of two answers is the better one, by a decoder that answers or by a model that scores.</summary>
    public const string Preference = nameof(Preference);

    /// <summary>A class an image.</summary>
    public const string ImageClassification = nameof(ImageClassification);

    /// <summary>A class a row of numbers.</summary>
    public const string TabularClassification = nameof(TabularClassification);

    // Formats whose fields may hold lists of objects.
    private static readonly DatasetFormat[] Trees = [DatasetFormat.Jsonl, DatasetFormat.Json, DatasetFormat.Parquet];

    private static readonly DatasetFormat[] Tables = [DatasetFormat.Csv, DatasetFormat.Jsonl, DatasetFormat.Json, DatasetFormat.Parquet];

    private static readonly IReadOnlyList<string> Classes = ["accuracy", "f1_macro", "f1_micro", "f1_weighted", "precision_macro", "recall_macro", "mcc", "roc_auc", "pr_auc", "loss"];

    private static readonly IReadOnlyList<string> Words = ["loss", "perplexity", "accuracy"];

    private static readonly Dictionary<(string Type, string Variant), TaskTraits> Table = new()
    {
        [(SequenceClassification, nameof(TaskProblem.SingleLabel))] = new(["text", "label"], Classes, Tables),
        [(SequenceClassification, nameof(TaskProblem.MultiLabel))] = new(["text", "labels"], ["f1_micro", "f1_macro", "f1_weighted", "accuracy", "roc_auc", "pr_auc", "loss"], Tables),
        [(SequenceClassification, nameof(TaskProblem.Regression))] = new(["text", "label"], ["mse", "mae", "r2", "pearson", "loss"], Tables),
        [(TokenClassification, "")] = new(["tokens", "tags"], ["f1", "precision", "recall", "f1_macro", "f1_weighted", "accuracy", "loss"], [DatasetFormat.Conll, DatasetFormat.Jsonl, DatasetFormat.Json, DatasetFormat.Parquet]),
        [(MaskedLM, "")] = new(["text"], Words, [DatasetFormat.Text, .. Tables]),
        [(CausalLM, "")] = new(["text"], Words, [DatasetFormat.Text, .. Tables]),
        [(CausalLM, nameof(InstructionFormat.Messages))] = new(["messages"], Words, Trees),
        [(CausalLM, nameof(InstructionFormat.ShareGpt))] = new(["conversations", "system"], Words, Trees),
        [(CausalLM, nameof(InstructionFormat.Alpaca))] = new(["instruction", "input", "output", "system"], Words, Tables),
        [(CausalLM, nameof(InstructionFormat.PromptCompletion))] = new(["prompt", "completion"], Words, Tables),
        [(Seq2Seq, "")] = new(["source", "target"], ["loss", "bleu", "chrf", "rouge1", "rouge2", "rougeL", "perplexity", "accuracy"], Tables),
        [(Preference, "")] = new(["prompt", "chosen", "rejected"], ["accuracy", "margin", "loss"], Tables),
        [(ImageClassification, "")] = new([], Classes, [DatasetFormat.ImageFolder, DatasetFormat.Idx]),
        [(TabularClassification, "")] = new(["label"], Classes, Tables),
    };

    /// <summary>The tasks there are.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.Keys.Select(key => key.Type).Distinct()];

    /// <summary>The kinds of a type.</summary>
    public static IReadOnlyList<string> Variants(string type) => [.. Table.Keys.Where(key => key.Type == type).Select(key => key.Variant)];

    /// <summary>Every metric of any task.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. Table.Values.SelectMany(traits => traits.Metrics).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A task's traits; null for a task, or a kind of it, that does not exist.</summary>
    public static TaskTraits? Find(TaskSpec task) => Find(task.Type, task.Variant);

    /// <summary>The same by type and kind.</summary>
    public static TaskTraits? Find(string type, string variant) => Table.GetValueOrDefault((type, variant));

    /// <summary>What a run's speed counts.</summary>
    public static string Unit(string type) => type is ImageClassification or TabularClassification ? "rows" : "tokens";

    /// <summary>Whether a smaller value of a metric is the better one.</summary>
    public static bool IsLowerBetter(string metric) => metric is "loss" or "perplexity" or "mse" or "mae";
}

/// <summary>One task.</summary>
/// <param name="Columns">What its rows hold; the keys of a dataset's <c>columns</c>.</param>
/// <param name="Metrics">What it is judged by, the usual one first.</param>
/// <param name="Formats">The files it reads.</param>
public sealed record TaskTraits(IReadOnlyList<string> Columns, IReadOnlyList<string> Metrics, IReadOnlyList<DatasetFormat> Formats);
