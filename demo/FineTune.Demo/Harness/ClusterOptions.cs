namespace FineTune.Demo.Harness;

/// <summary>What a cluster's programs are told beyond the defaults.</summary>
public sealed record ClusterOptions
{
    /// <summary>The programs as users run them.</summary>
    public static ClusterOptions Default { get; } = new();

    /// <summary>The environment that the trainer's image brings.</summary>
    public IReadOnlyDictionary<string, string> TrainerEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Arguments for the operator.</summary>
    public IReadOnlyList<string> OperatorArguments { get; init; } = [];
}
