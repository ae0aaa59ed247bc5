using System.ComponentModel.DataAnnotations;
using FineTuneOperator.Core;

namespace FineTuneOperator;

/// <summary>Everything the process can be told, bound once from section <c>Operator</c> of appsettings, environment (<c>Operator__Name</c>) and arguments (<c>--Operator:Name=</c>).</summary>
public sealed record OperatorOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Operator";

    /// <summary>The operator's name: leases and events carry it.</summary>
    [Required, StringLength(63, MinimumLength = 1)]
    public string Name { get; init; } = "finetune-operator";

    /// <summary>The namespace that is watched; all when absent.</summary>
    [StringLength(63)]
    public string? Namespace { get; init; }

    /// <summary>Where the process listens for progress, metrics and probes.</summary>
    [Required, Url]
    public string ListenUrl { get; init; } = "http://0.0.0.0:8082";

    /// <summary>Where trainers reach the progress endpoint; nobody reports when absent.</summary>
    [Url]
    public string? ProgressUrl { get; init; }

    /// <summary>Whether replicas elect one that reconciles.</summary>
    public bool LeaderElection { get; init; }

    /// <summary>Reconciles at the same time.</summary>
    [Range(1, 64)]
    public int MaxParallel { get; init; } = 8;

    /// <summary>Seconds before the first repeated attempt; the wait doubles with each.</summary>
    [Range(0, 3600)]
    public int RetrySeconds { get; init; } = 10;

    /// <summary>The most bytes of one progress report.</summary>
    [Range(1024, 1 << 20)]
    public int MaxProgressBytes { get; init; } = 64 * 1024;

    /// <summary>Progress reports that one token may send in ten seconds.</summary>
    [Range(1, 10_000)]
    public int MaxReportsPerTenSeconds { get; init; } = 40;

    /// <summary>What decisions need of it.</summary>
    internal OperatorFacts Facts => new() { ProgressUrl = ProgressUrl, RetryDelay = TimeSpan.FromSeconds(RetrySeconds) };

    /// <summary>The options of a configuration, checked.</summary>
    internal static OperatorOptions From(IConfiguration configuration)
    {
        OperatorOptions options = configuration.GetSection(Section).Get<OperatorOptions>() ?? new();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return options;
    }
}
