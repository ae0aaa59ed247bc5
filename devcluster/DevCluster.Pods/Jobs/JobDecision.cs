using System.Text.Json.Nodes;

namespace DevCluster.Pods.Jobs;

/// <summary>What the controller does next, in the order of the properties.</summary>
internal sealed record JobDecision
{
    public static readonly JobDecision Nothing = new();

    /// <summary>Pods that are deleted and no longer counted: their finalizer goes first.</summary>
    public IReadOnlyList<JsonObject> Drop { get; init; } = [];

    /// <summary>Pods that are deleted and counted as failed.</summary>
    public IReadOnlyList<JsonObject> Delete { get; init; } = [];

    /// <summary>Pods to create, each with its index or null.</summary>
    public IReadOnlyList<int?> Create { get; init; } = [];

    /// <summary>The whole new status; null leaves it.</summary>
    public JsonObject? Status { get; init; }

    /// <summary>Pods whose end is written down: their finalizer goes.</summary>
    public IReadOnlyList<JsonObject> Release { get; init; } = [];

    /// <summary>Whether the Job itself goes: its time after the end is over.</summary>
    public bool DeleteJob { get; init; }

    /// <summary>When to look again though nothing happens.</summary>
    public DateTimeOffset? WakeAt { get; init; }
}
