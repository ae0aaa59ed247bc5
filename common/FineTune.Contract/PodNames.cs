namespace FineTune.Contract;

/// <summary>Labels and annotations on what the operator creates, and the audience of the progress token.</summary>
public static class PodNames
{
    /// <summary>The job's name, on every child.</summary>
    public const string JobLabel = "finetune.dev/job";

    /// <summary>The job's uid, on every child.</summary>
    public const string UidLabel = "finetune.dev/job-uid";

    /// <summary>The attempt, on every child.</summary>
    public const string EpochLabel = "finetune.dev/epoch";

    /// <summary>The audience a pod's token must have to report progress.</summary>
    public const string ProgressAudience = "finetune.dev/progress";

    /// <summary>The container that trains.</summary>
    public const string TrainerContainer = "trainer";
}
