using k8s;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Watcher;

/// <summary>What watching logs.</summary>
internal static partial class WatchLog
{
    [LoggerMessage(LogLevel.Debug, "Received {Type} of {Entity} at version {Version}.")]
    public static partial void Received(ILogger logger, WatchEventType type, string entity, string version);

    [LoggerMessage(LogLevel.Warning, "The watch of {Resource} broke; it is opened again in {Seconds} seconds.")]
    public static partial void Broken(ILogger logger, Exception error, string resource, double seconds);

    [LoggerMessage(LogLevel.Information, "The watch of {Resource} ended and is opened again.")]
    public static partial void Reconnecting(ILogger logger, string resource);
}
