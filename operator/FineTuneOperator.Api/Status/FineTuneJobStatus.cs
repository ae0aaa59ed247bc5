using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Where a run stands.</summary>
[ValidationRule("!has(oldSelf.progress) || !has(self.progress) || self.progress.observedEpoch >= oldSelf.progress.observedEpoch", message: "progress of an older attempt cannot overwrite a newer one's")]
public sealed record FineTuneJobStatus
{
    /// <summary>The generation of the spec this status is of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>For display only; automation reads the conditions.</summary>
    [Length(0, 64)]
    public string? State { get; init; }

    /// <summary>The truth about the run, by type.</summary>
    [Items(0, 16), XListType(XListType.Map), XListMapKeys("type")]
    public IList<JobCondition> Conditions { get; init; } = [];

    /// <summary>When the first pod ran.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTime? CompletionTime { get; init; }

    /// <summary>Seconds of running, over all attempts that have ended; the active deadline counts them.</summary>
    public long? ActiveSeconds { get; init; }

    /// <summary>The ControllerRevision that pins the runtime.</summary>
    [Length(0, 253)]
    public string? RuntimeRevision { get; init; }

    /// <summary>The attempt at work.</summary>
    public ChildReference? JobRef { get; init; }

    /// <summary>Attempts that failed.</summary>
    public RestartCounts? Restarts { get; init; }

    /// <summary>How far the run is.</summary>
    public ProgressStatus? Progress { get; init; }

    /// <summary>The latest training loss.</summary>
    [Length(0, 32)]
    public string? Loss { get; init; }

    /// <summary>The latest value of each metric; history lies beside the artifacts.</summary>
    [Items(0, 32), XListType(XListType.Map), XListMapKeys("name")]
    public IList<MetricStatus> Metrics { get; init; } = [];

    /// <summary>The newest complete checkpoint.</summary>
    public CheckpointStatus? Checkpoint { get; init; }

    /// <summary>What was read.</summary>
    public InputStatus? Inputs { get; init; }

    /// <summary>What was published.</summary>
    [Items(0, 8), XListType(XListType.Map), XListMapKeys("type")]
    public IList<OutputStatus> Outputs { get; init; } = [];

    /// <summary>What the run used.</summary>
    public UsageStatus? Usage { get; init; }

    /// <summary>Why the run, or its latest attempt, failed.</summary>
    public FailureStatus? Failure { get; init; }
}
