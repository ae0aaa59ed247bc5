using System.Globalization;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;

namespace DevCluster.S3.Http;

/// <summary>The conditional headers of reads, copies and writes.</summary>
internal static class Conditions
{
    /// <summary>Refuses a read whose condition does not hold; RFC 9110 has the order.</summary>
    public static void CheckRead(S3Request request, StoredObject stored)
    {
        CheckUnchanged(stored, request.Header("If-Match"), request.Header("If-Unmodified-Since"));
        if (!IsChanged(stored, request.Header("If-None-Match"), request.Header("If-Modified-Since")))
        {
            request.Context.Response.Headers.ETag = Quoted(stored.ETag);
            throw new S3Exception(S3Errors.NotModified);
        }
    }

    /// <summary>The same for the source of a copy.</summary>
    public static void CheckCopySource(S3Request request, StoredObject source)
    {
        const string Prefix = "x-amz-copy-source-if-";
        CheckUnchanged(source, request.Header(Prefix + "match"), request.Header(Prefix + "unmodified-since"));
        if (!IsChanged(source, request.Header(Prefix + "none-match"), request.Header(Prefix + "modified-since"))) throw new S3Exception(S3Errors.PreconditionFailed);
    }

    /// <summary>The condition of a write, to be checked when it is committed.</summary>
    public static Precondition OfWrite(S3Request request)
    {
        if (request.Header("If-None-Match") is { } none and not "*") throw S3Errors.Refused($"If-None-Match: {none} on a write");
        if (request.Header("If-Modified-Since") is not null || request.Header("If-Unmodified-Since") is not null) throw S3Errors.Refused("A write conditional on time");
        return new Precondition(request.Header("If-None-Match") is not null, request.Header("If-Match") is { } tag ? Bare(tag) : null);
    }

    public static string Quoted(string etag) => $"\"{etag}\"";

    public static string Bare(string etag) => etag.Trim().Trim('"');

    private static void CheckUnchanged(StoredObject stored, string? match, string? unmodifiedSince)
    {
        if (match is not null ? !Matches(match, stored.ETag) : stored.LastModified > Time(unmodifiedSince)) throw new S3Exception(S3Errors.PreconditionFailed);
    }

    private static bool IsChanged(StoredObject stored, string? noneMatch, string? modifiedSince) =>
        noneMatch is not null ? !Matches(noneMatch, stored.ETag) : !(stored.LastModified <= Time(modifiedSince));

    private static bool Matches(string header, string etag) => header.Trim() == "*" || header.Split(',').Any(one => Bare(one) == etag);

    private static DateTimeOffset? Time(string? header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
