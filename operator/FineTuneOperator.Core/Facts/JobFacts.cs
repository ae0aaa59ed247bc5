using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Everything a decision may depend on, read at one moment.</summary>
public sealed record JobFacts
{
    /// <summary>The job, as the API server has it.</summary>
    public required FineTuneJob Job { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The pinned runtime, or the live one before it is pinned; null when there is none of that name.</summary>
    public RuntimeFacts? Runtime { get; init; }

    /// <summary>The child Jobs of this very job, oldest attempt first.</summary>
    public IReadOnlyList<ChildFacts> Children { get; init; } = [];

    /// <summary>What the operator was started with.</summary>
    public OperatorFacts Operator { get; init; } = new();

    /// <summary>The pods of all attempts, including those whose child Job is gone.</summary>
    public IReadOnlyList<PodFacts> Pods { get; init; } = [];

    /// <summary>The newest attempt's child.</summary>
    public ChildFacts? Current => Children.Count == 0 ? null : Children[^1];

    /// <summary>The newest pod of the newest attempt.</summary>
    public PodFacts? CurrentPod => Current is { } child ? Pods.LastOrDefault(pod => pod.Epoch == child.Epoch) : null;

    /// <summary>The newest pod of all, also when its child Job is gone.</summary>
    public PodFacts? LastPod => Pods.Count == 0 ? null : Pods[^1];

    /// <summary>The status as it stands; an empty one before the first reconcile.</summary>
    public FineTuneJobStatus Status => Job.Status ?? new();

    /// <summary>The newest attempt anyone knows of; 0 before the first.</summary>
    public int LastEpoch => Math.Max(Current?.Epoch ?? 0, Math.Max(Status.JobRef?.Epoch ?? 0, Status.Restarts?.LastEpoch ?? 0));
}
