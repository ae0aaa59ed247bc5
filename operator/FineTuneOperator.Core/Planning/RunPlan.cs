using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>One attempt, every default resolved and every name chosen.</summary>
public sealed record RunPlan
{
    /// <summary>The name of the attempt's objects: <c>&lt;job&gt;-&lt;epoch&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The ControllerRevision that pins the runtime.</summary>
    public required string RevisionName { get; init; }

    /// <summary>What the trainer reads.</summary>
    public required RunSpec Run { get; init; }

    /// <summary>What the attempt runs on.</summary>
    public required FineTuneRuntimeSpec Runtime { get; init; }

    /// <summary>The machine.</summary>
    public required GpuClass Machine { get; init; }

    /// <summary>The Secret with the store's keys.</summary>
    public required string SecretName { get; init; }

    /// <summary>Labels of the job that its children carry too.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations of the job that its children carry too.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
