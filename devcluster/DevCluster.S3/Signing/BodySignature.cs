namespace DevCluster.S3.Signing;

/// <summary>What <c>x-amz-content-sha256</c> promises about the body.</summary>
/// <param name="Sha256">The digest of the whole body; null when the header names none.</param>
/// <param name="Chunked">Whether the body comes in aws-chunked framing.</param>
/// <param name="Trailer">Whether a trailer follows the last chunk.</param>
/// <param name="Chunks">Checks the chunks' signatures; null when they have none.</param>
internal sealed record BodySignature(string? Sha256, bool Chunked, bool Trailer, ChunkSignatures? Chunks)
{
    public static readonly BodySignature Unsigned = new(null, Chunked: false, Trailer: false, null);
}
