using Microsoft.Extensions.Logging;

namespace KubeOps.Operator;

/// <summary>A background loop that can be stopped and started again; starting a running one does nothing.</summary>
internal sealed partial class RestartableLoop(Func<CancellationToken, Task> body, ILogger logger)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Task> _runs = [];
    private CancellationTokenSource? _current;

    public void Start()
    {
        lock (_lock)
        {
            if (_current is not null) return;
            CancellationTokenSource source = new();
            _current = source;
            _runs.RemoveAll(run => run.IsCompleted);
            _runs.Add(Task.Run(() => RunAsync(source), CancellationToken.None));
        }
    }

    /// <summary>Cancels the loop and does not wait for it.</summary>
    public void RequestStop()
    {
        lock (_lock)
        {
            _current?.Cancel();
            _current = null;
        }
    }

    /// <summary>Cancels the loop and waits until all its runs have ended, for as long as the host grants.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        RequestStop();
        Task[] runs;
        lock (_lock) runs = [.. _runs];
        try
        {
            await Task.WhenAll(runs).WaitAsync(Grace, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // A reconciler that does not listen must not hold up the host.
        }
    }

    private async Task RunAsync(CancellationTokenSource source)
    {
        using (source)
        {
            try
            {
                await body(source.Token);
            }
            catch (OperationCanceledException) when (source.IsCancellationRequested)
            {
                // Asked to stop.
            }
            catch (Exception e)
            {
                LogFault(logger, e);
            }
            finally
            {
                lock (_lock) if (_current == source) _current = null;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A loop of the operator ended unexpectedly.")]
    private static partial void LogFault(ILogger logger, Exception error);
}
