using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer;

/// <summary>What the pod's environment tells a trainer, read once.</summary>
public sealed record TrainerEnvironment
{
    /// <summary>A folder for downloads and files in the making.</summary>
    public required string Scratch { get; init; }

    /// <summary>The file with the token for the progress endpoint.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The file the final report is written to.</summary>
    public string? TerminationLog { get; init; }

    /// <summary>The port of /metrics; null for none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>The store's keys.</summary>
    public StoreCredentials? Credentials { get; init; }

    /// <summary>Reads the process's environment.</summary>
    public static TrainerEnvironment Read()
    {
        var accessKey = Value(TrainerVariables.AccessKey);
        var secretKey = Value(TrainerVariables.SecretKey);
        return new TrainerEnvironment
        {
            Scratch = Value(TrainerVariables.Scratch) ?? Path.Combine(Path.GetTempPath(), $"finetune-{Environment.ProcessId}"),
            TokenFile = Value(TrainerVariables.TokenFile),
            TerminationLog = Value(TrainerVariables.TerminationLog),
            MetricsPort = int.TryParse(Value(TrainerVariables.MetricsPort), out var port) ? port : null,
            Credentials = accessKey is null || secretKey is null ? null : new StoreCredentials(accessKey, secretKey, Value(TrainerVariables.SessionToken)),
        };
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
