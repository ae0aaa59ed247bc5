using System.Security.Cryptography;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Body;

/// <summary>Streams a request's body somewhere, and vouches for it: length, digests, checksums and chunk signatures all hold.</summary>
internal static class BodyReader
{
    private const int MostXml = 4 << 20;

    /// <summary>The length and the MD5 (hex) of the body that went to the target.</summary>
    public static async Task<(long Length, string Md5)> CopyAsync(S3Request request, Stream target)
    {
        using BodySink sink = new(target, AnnouncedChecksums(request), request.BodySignature.Sha256 is not null);
        Dictionary<string, string> trailer = request.BodySignature.Chunked
            ? await ChunkedBody.CopyAsync(request.Context.Request.BodyReader, sink, request.BodySignature, request.Aborted)
            : await CopyPlainAsync(request, sink);
        CheckLength(request, sink.Length);
        foreach (Checksum checksum in sink.Checksums)
            checksum.Check(request.Header(checksum.Name) ?? trailer.GetValueOrDefault(checksum.Name.ToLowerInvariant()) ?? throw new S3Exception(S3Errors.InvalidRequest, $"The trailer lacks {checksum.Name}."));
        if (request.BodySignature.Sha256 is { } sha256 && !string.Equals(sink.FinishSha256(), sha256, StringComparison.OrdinalIgnoreCase)) throw new S3Exception(S3Errors.ContentSha256Mismatch);
        byte[] md5 = sink.FinishMd5();
        if (request.Header("Content-MD5") is { } announced) CheckMd5(announced, md5);
        return (sink.Length, Convert.ToHexStringLower(md5));
    }

    /// <summary>A small body, whole.</summary>
    public static async Task<MemoryStream> ReadAsync(S3Request request)
    {
        if (request.Context.Request.ContentLength > MostXml) throw new S3Exception(S3Errors.MalformedXml, "The document is too large.");
        MemoryStream buffer = new();
        await CopyAsync(request, buffer);
        buffer.Position = 0;
        return buffer;
    }

    private static async Task<Dictionary<string, string>> CopyPlainAsync(S3Request request, BodySink sink)
    {
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = await request.Context.Request.Body.ReadAsync(buffer, request.Aborted)) > 0;)
            await sink.WriteAsync(buffer.AsMemory(0, count), request.Aborted);
        return [];
    }

    private static void CheckLength(S3Request request, long length)
    {
        string? announced = request.BodySignature.Chunked ? request.Header("x-amz-decoded-content-length") : request.Header("Content-Length");
        if (announced is not null && announced != length.ToString()) throw new S3Exception(S3Errors.IncompleteBody);
    }

    private static void CheckMd5(string announced, byte[] md5)
    {
        Span<byte> theirs = stackalloc byte[16];
        if (!Convert.TryFromBase64String(announced, theirs, out int length) || length != 16) throw new S3Exception(S3Errors.InvalidDigest);
        if (!CryptographicOperations.FixedTimeEquals(theirs, md5)) throw new S3Exception(S3Errors.BadDigest, "The Content-MD5 you specified did not match what we received.");
    }

    private static List<Checksum> AnnouncedChecksums(S3Request request)
    {
        IEnumerable<string> trailers = (request.Header("x-amz-trailer") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. request.Context.Request.Headers.Keys.Concat(request.BodySignature.Trailer ? trailers : []).Select(Checksum.For).OfType<Checksum>()];
    }
}
