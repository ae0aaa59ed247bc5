using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>HEAD /bucket</summary>
internal static class HeadBucket
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets, string region)
    {
        request.In(buckets);
        request.Context.Response.Headers["x-amz-bucket-region"] = region;
        return Task.CompletedTask;
    }
}
