using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using Microsoft.Extensions.Logging;

namespace DevCluster.Pods;

/// <summary>The border of every loop: trouble with one object is said and does not end the loop for the others.</summary>
internal static partial class Guard
{
    /// <summary>False when the work failed and has to be tried again.</summary>
    public static async Task<bool> RunAsync(ILogger logger, JsonObject about, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            Log.Failed(logger, about.Namespace(), about.Name(), trouble.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The work on {Namespace}/{Name} is tried again: {Trouble}")]
        public static partial void Failed(ILogger logger, string @namespace, string name, string trouble);
    }
}
