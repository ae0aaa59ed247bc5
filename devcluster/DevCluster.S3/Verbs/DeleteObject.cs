using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>DELETE /bucket/key</summary>
internal static class DeleteObject
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        request.In(buckets).Remove(request.NeedKey(), Conditions.OfWrite(request));
        request.Context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
