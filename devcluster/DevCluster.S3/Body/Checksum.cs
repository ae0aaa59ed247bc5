using System.Security.Cryptography;
using DevCluster.S3.Errors;

namespace DevCluster.S3.Body;

/// <summary>A checksum that a client announces, <c>x-amz-checksum-*</c>, computed over what arrives.</summary>
internal sealed class Checksum : IDisposable
{
    public const string Prefix = "x-amz-checksum-";

    private readonly IncrementalHash? _hash;
    private readonly Crc? _crc;

    private Checksum(string name, IncrementalHash? hash, Crc? crc) => (Name, _hash, _crc) = (name, hash, crc);

    /// <summary>The header or trailer that carries it.</summary>
    public string Name { get; }

    /// <summary>The checksum of a header's name; null for headers that are not values of checksums.</summary>
    public static Checksum? For(string name) => name.ToLowerInvariant() switch
    {
        Prefix + "crc32" => new Checksum(name, null, Crc.Crc32()),
        Prefix + "crc32c" => new Checksum(name, null, Crc.Crc32C()),
        Prefix + "crc64nvme" => new Checksum(name, null, Crc.Crc64Nvme()),
        Prefix + "sha1" => new Checksum(name, IncrementalHash.CreateHash(HashAlgorithmName.SHA1), null),
        Prefix + "sha256" => new Checksum(name, IncrementalHash.CreateHash(HashAlgorithmName.SHA256), null),
        Prefix + "type" or Prefix + "algorithm" or Prefix + "mode" => null,
        var other when other.StartsWith(Prefix, StringComparison.Ordinal) => throw S3Errors.Refused(name),
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> data)
    {
        _hash?.AppendData(data);
        _crc?.Append(data);
    }

    /// <summary>Refuses the body when the client announced another value.</summary>
    public void Check(string announced)
    {
        string ours = Convert.ToBase64String(_hash?.GetHashAndReset() ?? _crc!.Finish());
        if (ours != announced) throw new S3Exception(S3Errors.BadDigest, $"The {Name} you specified did not match the calculated checksum.");
    }

    public void Dispose() => _hash?.Dispose();
}
