using System.Security.Cryptography;

namespace DevCluster.S3.Body;

/// <summary>Takes a body's bytes: writes, counts and hashes them.</summary>
internal sealed class BodySink(Stream target, IReadOnlyList<Checksum> checksums, bool needsSha256) : IDisposable
{
    // MD5 is the ETag by the S3 API's definition; nothing relies on its strength.
#pragma warning disable CA5351
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly IncrementalHash? _sha256 = needsSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    public long Length { get; private set; }

    public IReadOnlyList<Checksum> Checksums => checksums;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        Length += data.Length;
        _md5.AppendData(data.Span);
        _sha256?.AppendData(data.Span);
        foreach (Checksum checksum in checksums) checksum.Append(data.Span);
        await target.WriteAsync(data, ct);
    }

    public byte[] FinishMd5() => _md5.GetHashAndReset();

    public string FinishSha256() => Convert.ToHexStringLower(_sha256!.GetHashAndReset());

    public void Dispose()
    {
        _md5.Dispose();
        _sha256?.Dispose();
        foreach (Checksum checksum in checksums) checksum.Dispose();
    }
}
