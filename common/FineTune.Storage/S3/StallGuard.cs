namespace FineTune.Storage.S3;

/// <summary>Ends a try whose connection stays silent for too long.</summary>
internal sealed class StallGuard : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _silence;
    private readonly CancellationToken _caller;

    public StallGuard(TimeSpan silence, CancellationToken ct)
    {
        _silence = silence;
        _caller = ct;
        _source = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Moving();
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was the silence, and not the caller, that ended the try.</summary>
    public bool HasStalled => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Bytes have moved: the silence begins anew.</summary>
    public void Moving() => _source.CancelAfter(_silence);

    /// <summary>Reads what has arrived; the transport's trouble is told from the disk's.</summary>
    public async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer)
    {
        try
        {
            int count = await stream.ReadAsync(buffer, Token);
            Moving();
            return count;
        }
        catch (IOException e)
        {
            throw new TransportException(e);
        }
    }

    public void Dispose() => _source.Dispose();
}
