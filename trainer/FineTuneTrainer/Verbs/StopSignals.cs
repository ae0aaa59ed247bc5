using System.Runtime.InteropServices;

namespace FineTuneTrainer.Verbs;

/// <summary>SIGTERM and Ctrl+C as a cancellation: the work ends in its own time. A second Ctrl+C ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _terminated;
    private readonly PosixSignalRegistration _interrupted;

    public StopSignals()
    {
        _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _terminated.Dispose();
        _interrupted.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = context.Signal == PosixSignal.SIGTERM || !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
