using System.Buffers;
using System.Security.Cryptography;

namespace FineTune.Storage;

/// <summary>Copies a stream and hashes it on the way.</summary>
internal static class HashedCopy
{
    private const int BufferSize = 1 << 17;

    /// <summary>The sha256, lower-case hex, of everything that went from one stream to the other.</summary>
    public static async Task<string> RunAsync(Stream source, Stream target, IProgress<long>? progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long done = 0;
            for (int count; (count = await source.ReadAsync(buffer, ct)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                await target.WriteAsync(buffer.AsMemory(0, count), ct);
                progress?.Report(done += count);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The sha256 of a file.</summary>
    public static async Task<string> OfFileAsync(string path, CancellationToken ct)
    {
        await using FileStream stream = LocalFile.OpenRead(path);
        return await RunAsync(stream, Stream.Null, progress: null, ct);
    }
}
