namespace FineTuneOperator.Hosting;

/// <summary>Says at start what the process was told.</summary>
internal static partial class StartLog
{
    [LoggerMessage(1, LogLevel.Information, "Started with {Options}.")]
    public static partial void LogStart(this ILogger logger, OperatorOptions options);
}
