namespace FineTuneOperator.Core;

/// <summary>Where things lie in the pod.</summary>
internal static class TrainerPaths
{
    public const string RunVolume = "run";
    public const string RunFolder = "/etc/finetune";
    public const string ScratchVolume = "scratch";
    public const string ScratchFolder = "/scratch";
    public const string TokenVolume = "token";
    public const string TokenFolder = "/var/run/secrets/finetune.dev";
    public const string TokenFile = "token";
    public const string TerminationLog = "/dev/termination-log";
}
