using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>DELETE /bucket</summary>
internal static class DeleteBucket
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        buckets.Delete(request.In(buckets));
        request.Context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
