namespace FineTune.Contract;

/// <summary>The names inside a run's folder, <c>&lt;output.uri&gt;/&lt;job&gt;/&lt;uid&gt;/</c>.</summary>
public static class RunLayout
{
    /// <summary>The RunSpec as the attempt read it.</summary>
    public const string RunSpec = "run.json";

    /// <summary>The report.</summary>
    public const string Report = "report.json";

    /// <summary>Base against tuned model, for programs.</summary>
    public const string Evaluation = "evaluation.json";

    /// <summary>The same to read.</summary>
    public const string EvaluationText = "evaluation.md";

    /// <summary>The same with pictures, in one file.</summary>
    public const string EvaluationPage = "evaluation.html";

    /// <summary>The fence: the newest attempt's epoch, moved forward by conditional writes only.</summary>
    public const string Fence = "epoch.json";

    /// <summary>One JSON line a log step.</summary>
    public const string Metrics = "metrics/metrics.jsonl";

    /// <summary>The whole tuned model.</summary>
    public const string Model = "output/model/";

    /// <summary>The PEFT adapter.</summary>
    public const string Adapter = "output/adapter/";

    /// <summary>Base and adapter in one.</summary>
    public const string Merged = "output/merged/";

    /// <summary>The folder all checkpoints lie in.</summary>
    public const string Checkpoints = "checkpoints/";

    /// <summary>The folder of one checkpoint.</summary>
    public static string Checkpoint(int step) => $"{Checkpoints}step-{step}/";

    /// <summary>The folder of one artifact.</summary>
    public static string Artifact(ArtifactType type) => type switch
    {
        ArtifactType.Model => Model,
        ArtifactType.Adapter => Adapter,
        ArtifactType.Merged => Merged,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such artifact"),
    };
}
