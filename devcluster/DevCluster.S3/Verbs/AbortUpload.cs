using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>DELETE /bucket/key?uploadId</summary>
internal static class AbortUpload
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        UploadStore uploads = request.In(buckets).Uploads;
        uploads.Remove(uploads.Find(request.Query["uploadId"]!, request.NeedKey()));
        request.Context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
