using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Events;

/// <summary>What publishing events logs.</summary>
internal static partial class EventLog
{
    [LoggerMessage(LogLevel.Trace, "Encoding the event name {Name}.")]
    public static partial void Naming(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "Could not publish event {Reason} on {Entity}.")]
    public static partial void Failed(ILogger logger, Exception error, string reason, string entity);
}
