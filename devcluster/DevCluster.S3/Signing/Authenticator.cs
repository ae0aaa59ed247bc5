using System.Globalization;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Signing;

/// <summary>Lets a request pass whose signature v4 holds, and says how its body is signed.</summary>
internal sealed class Authenticator(S3ServerOptions options)
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string Chunked = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string ChunkedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(15);

    /// <summary>Refuses the request, or tells how its body is signed.</summary>
    public BodySignature Check(S3Request request)
    {
        SignedRequest signed = SignedRequestReader.Read(request);
        if (!options.Keys.TryGetValue(signed.Scope.AccessKey, out string? secret)) throw new S3Exception(S3Errors.InvalidAccessKeyId);
        CheckScope(signed);
        CheckTime(signed);
        CheckHeaders(request, signed);
        SigningKey key = new(secret, signed.Scope);
        if (!SigningKey.Same(key.Sign(CanonicalRequest.StringToSign(request, signed)), signed.Signature)) throw new S3Exception(S3Errors.SignatureDoesNotMatch);
        return signed.Payload switch
        {
            Unsigned => BodySignature.Unsigned,
            Chunked => new BodySignature(null, Chunked: true, Trailer: false, new ChunkSignatures(key, signed)),
            ChunkedTrailer => new BodySignature(null, Chunked: true, Trailer: true, new ChunkSignatures(key, signed)),
            UnsignedTrailer => new BodySignature(null, Chunked: true, Trailer: true, Chunks: null),
            { Length: 64 } digest when digest.All(char.IsAsciiHexDigit) => new BodySignature(digest, Chunked: false, Trailer: false, Chunks: null),
            var other => throw S3Errors.Refused($"x-amz-content-sha256: {other}"),
        };
    }

    private void CheckScope(SignedRequest signed)
    {
        S3Error error = signed.Expires is null ? S3Errors.AuthorizationHeaderMalformed : S3Errors.AuthorizationQueryParametersError;
        if (signed.Scope.Region != options.Region) throw new S3Exception(error, $"The region '{signed.Scope.Region}' is wrong; expecting '{options.Region}'");
        if (signed.Scope.Service != "s3") throw new S3Exception(error, $"The service '{signed.Scope.Service}' is wrong; expecting 's3'");
    }

    private void CheckTime(SignedRequest signed)
    {
        if (!DateTimeOffset.TryParseExact(signed.Time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            || !signed.Time.StartsWith(signed.Scope.Date, StringComparison.Ordinal))
            throw new S3Exception(S3Errors.AccessDenied, "The date of the signature is not valid.");
        DateTimeOffset now = options.Time.GetUtcNow();
        if (signed.Expires is { } expires)
        {
            if (now > time + expires) throw new S3Exception(S3Errors.AccessDenied, "Request has expired");
            if (time > now + MostSkew) throw new S3Exception(S3Errors.AccessDenied, "Request is not yet valid");
        }
        else if ((now - time).Duration() > MostSkew)
        {
            throw new S3Exception(S3Errors.RequestTimeTooSkewed);
        }
    }

    private static void CheckHeaders(S3Request request, SignedRequest signed)
    {
        if (!signed.SignedHeaders.Contains("host")) throw new S3Exception(S3Errors.SignatureDoesNotMatch, "The host header has to be signed.");
        string? unsigned = request.Context.Request.Headers.Keys.Select(name => name.ToLowerInvariant())
            // A presigned URL's digest header is part of what is signed, as the payload.
            .FirstOrDefault(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && name != "x-amz-content-sha256" && !signed.SignedHeaders.Contains(name));
        if (unsigned is not null) throw new S3Exception(S3Errors.AccessDenied, $"There were headers present in the request which were not signed: {unsigned}");
    }
}
