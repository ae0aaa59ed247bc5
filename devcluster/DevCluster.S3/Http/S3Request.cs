using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DevCluster.S3.Http;

/// <summary>A request, path-style: bucket and key decoded from the path as it was sent.</summary>
internal sealed class S3Request
{
    private const int LongestKey = 1024;

    public S3Request(HttpContext context)
    {
        Context = context;
        // The raw target: Path has dots folded and slashes kept encoded.
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        int question = target.IndexOf('?');
        Path = PercentCode.Decode(question < 0 ? target : target[..question]);
        Query = Query.Parse(question < 0 ? "" : target[(question + 1)..]);
        string[] parts = Path.TrimStart('/').Split('/', 2);
        Bucket = parts[0].Length == 0 ? null : parts[0];
        Key = parts.Length < 2 || parts[1].Length == 0 ? null : parts[1];
    }

    public HttpContext Context { get; }

    public string Path { get; }

    public Query Query { get; }

    public string? Bucket { get; }

    public string? Key { get; }

    public string Method => Context.Request.Method;

    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>How the body is signed, once the request is known to be genuine.</summary>
    public BodySignature BodySignature { get; set; } = BodySignature.Unsigned;

    public string? Header(string name) => Context.Request.Headers.TryGetValue(name, out var values) ? string.Join(',', values.ToArray()) : null;

    /// <summary>The bucket the request is about, which has to exist.</summary>
    public BucketStore In(BucketCatalog buckets) => buckets.Find(Bucket!) ?? throw new S3Exception(S3Errors.NoSuchBucket);

    /// <summary>The key, within its bounds.</summary>
    public string NeedKey() => System.Text.Encoding.UTF8.GetByteCount(Key!) <= LongestKey ? Key! : throw new S3Exception(S3Errors.KeyTooLong);

    /// <summary>A number of the query between bounds.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Query[name] is not { Length: > 0 } text) return null;
        if (!int.TryParse(text, out int number) || number < least) throw new S3Exception(S3Errors.InvalidArgument, $"{name} has to be a number of at least {least}, not '{text}'.");
        return Math.Min(number, most);
    }
}
