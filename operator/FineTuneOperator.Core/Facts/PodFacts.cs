using FineTune.Contract;

namespace FineTuneOperator.Core;

/// <summary>A trainer pod, reduced to what decisions need.</summary>
public sealed record PodFacts
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its uid.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The attempt.</summary>
    public required int Epoch { get; init; }

    /// <summary>Its node, once it is placed.</summary>
    public string? Node { get; init; }

    /// <summary>Pending, Running, Succeeded, Failed or Unknown.</summary>
    public string Phase { get; init; } = "Pending";

    /// <summary>When its grace period ends, once it is being deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When the trainer started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the trainer ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The trainer's exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The kubelet's word for the end, e.g. <c>OOMKilled</c>.</summary>
    public string TerminationReason { get; init; } = "";

    /// <summary>Whether the cluster, not the trainer, ended it: preemption, drain, eviction.</summary>
    public bool Disrupted { get; init; }

    /// <summary>Why it does not run yet.</summary>
    public string WaitingReason { get; init; } = "";

    /// <summary>Why it does not run yet, in a sentence.</summary>
    public string WaitingMessage { get; init; } = "";

    /// <summary>The trainer's own report, from the termination message.</summary>
    public RunReport? Report { get; init; }

    /// <summary>Whether its processes have ended.</summary>
    public bool IsOver => Phase is "Succeeded" or "Failed";
}
