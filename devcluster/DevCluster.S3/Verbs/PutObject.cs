using DevCluster.S3.Body;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>PUT /bucket/key</summary>
internal static class PutObject
{
    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        BucketStore bucket = request.In(buckets);
        string key = request.NeedKey();
        NeedLength(request);
        Precondition condition = Conditions.OfWrite(request);
        // Known already: spare the client the sending.
        condition.Check(bucket.Find(key));
        StoredObject stored = await NewObject.CommitAsync(bucket, condition, async (blob, bytes) =>
        {
            (long length, string md5) = await BodyReader.CopyAsync(request, bytes);
            return new StoredObject(key, blob, length, md5, NewObject.Now(buckets), StoredHeaders.Of(request));
        });
        request.Context.Response.Headers.ETag = Conditions.Quoted(stored.ETag);
    }

    /// <summary>Without a length the end of a body cannot be told from a broken connection.</summary>
    public static void NeedLength(S3Request request)
    {
        string name = request.BodySignature.Chunked ? "x-amz-decoded-content-length" : "Content-Length";
        if (request.Header(name) is null) throw new S3Exception(S3Errors.MissingContentLength);
    }
}
