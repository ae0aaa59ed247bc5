using KubeOps.Abstractions.Reconciliation;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Queue;

/// <summary>What consuming a queue logs.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(LogLevel.Error, "{Type} reconciliation of {Entity} failed.")]
    public static partial void Failed(ILogger logger, Exception error, ReconciliationType type, string entity);

    [LoggerMessage(LogLevel.Warning, "Reconciliation of {Entity} was not successful: {Reason}")]
    public static partial void Unsuccessful(ILogger logger, Exception? error, string entity, string? reason);

    [LoggerMessage(LogLevel.Error, "Reconciliation of {Entity} failed {Retries} times after the first and is dropped.")]
    public static partial void GivenUp(ILogger logger, string entity, int retries);
}
