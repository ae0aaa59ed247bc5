using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Defaults that depend on more than one field; the others stand on their properties.</summary>
public static class Defaults
{
    /// <summary>Seconds between checkpoints when the job names no rhythm.</summary>
    public const int CheckpointSeconds = 600;

    /// <summary>Newest checkpoints kept.</summary>
    public const int KeepLatest = 2;

    /// <summary>Counted restarts when the job names no limit.</summary>
    public const int BackoffLimit = 3;

    /// <summary>The most restarts that do not count; a run that is preempted more often will not get there.</summary>
    public const int MaxUncountedRestarts = 50;

    /// <summary>What a run publishes: the job's own list, else everything its method makes.</summary>
    public static IReadOnlyList<ArtifactType> Artifacts(FineTuneJobSpec spec) => spec switch
    {
        { Output.Artifacts.Count: > 0 } => [.. spec.Output.Artifacts.Select(name => Enum.Parse<ArtifactType>(name)).Order()],
        { Method.Type: "LoRA" } => [ArtifactType.Adapter, ArtifactType.Merged],
        _ => [ArtifactType.Model],
    };

    /// <summary>The column of the file for each meaning.</summary>
    public static IReadOnlyDictionary<string, string> Columns(DatasetSection section, TaskSpec task)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string meaning in TaskTypes.Find(task)?.Columns ?? []) columns[meaning] = meaning;
        foreach ((string meaning, string column) in section.Columns) columns[meaning] = column;
        return columns;
    }
}
