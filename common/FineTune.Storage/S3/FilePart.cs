using System.Net;
using Microsoft.Win32.SafeHandles;

namespace FineTune.Storage.S3;

/// <summary>A part of a file as a request's body: streamed from a small buffer, of known length, and sent again as often as needed.</summary>
internal sealed class FilePart(SafeFileHandle file, long start, long length, StallGuard guard) : HttpContent
{
    private const int BufferSize = 1 << 17;

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[(int)Math.Min(BufferSize, Math.Max(1, length))];
        for (long done = 0; done < length;)
        {
            int count = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - done)), start + done, cancellationToken);
            if (count == 0) throw new EndOfStreamException("the file became shorter while it was sent");
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            guard.Moving();
            done += count;
        }
    }
}
