using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>PUT /bucket/key with x-amz-copy-source</summary>
internal static class CopyObject
{
    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        BucketStore target = request.In(buckets);
        string key = request.NeedKey();
        (string sourceBucket, string sourceKey) = Source(request);
        bool replace = Replaces(request);
        if (!replace && (sourceBucket, sourceKey) == (target.Name, key)) throw new S3Exception(S3Errors.InvalidRequest, "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.");
        BucketStore from = buckets.Find(sourceBucket) ?? throw new S3Exception(S3Errors.NoSuchBucket);
        (StoredObject source, FileStream bytes) = from.Open(sourceKey);
        await using (bytes)
        {
            Conditions.CheckCopySource(request, source);
            StoredObject stored = await NewObject.CommitAsync(target, Conditions.OfWrite(request), async (blob, copy) =>
            {
                await bytes.CopyToAsync(copy, request.Aborted);
                return source with { Key = key, Blob = blob, LastModified = NewObject.Now(buckets), Headers = replace ? StoredHeaders.Of(request) : source.Headers };
            });
            await XmlAnswer.SendAsync(request, "CopyObjectResult", xml =>
            {
                xml.Text("LastModified", stored.LastModified.Iso());
                xml.Text("ETag", Conditions.Quoted(stored.ETag));
            });
        }
    }

    private static (string Bucket, string Key) Source(S3Request request)
    {
        string header = request.Header("x-amz-copy-source")!;
        if (header.Contains("?versionId=", StringComparison.Ordinal)) throw S3Errors.Refused("Copying a version");
        string[] parts = PercentCode.Decode(header).TrimStart('/').Split('/', 2);
        return parts.Length == 2 && parts[1].Length > 0 ? (parts[0], parts[1]) : throw new S3Exception(S3Errors.InvalidArgument, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }

    private static bool Replaces(S3Request request) => request.Header("x-amz-metadata-directive") switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        _ => throw new S3Exception(S3Errors.InvalidArgument, "Unknown metadata directive."),
    };
}
