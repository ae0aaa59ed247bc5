using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>POST /bucket/key?uploads</summary>
internal static class CreateUpload
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        BucketStore bucket = request.In(buckets);
        Upload upload = new(Guid.NewGuid().ToString("N"), request.NeedKey(), buckets.Time.GetUtcNow(), StoredHeaders.Of(request));
        bucket.Uploads.Create(upload);
        return XmlAnswer.SendAsync(request, "InitiateMultipartUploadResult", xml =>
        {
            xml.Text("Bucket", bucket.Name);
            xml.Text("Key", upload.Key);
            xml.Text("UploadId", upload.Id);
        });
    }
}
