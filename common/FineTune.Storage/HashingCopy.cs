using System.Buffers;
using System.Security.Cryptography;

namespace FineTune.Storage;

/// <summary>Copies a stream and hashes what passes.</summary>
internal static class HashingCopy
{
    private const int BufferBytes = 1 << 20;

    public static async Task RunAsync(Stream source, Stream target, IncrementalHash hash, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long total = 0;
            while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress?.Report(total += read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
