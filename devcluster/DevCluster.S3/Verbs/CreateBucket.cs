using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>PUT /bucket</summary>
internal static class CreateBucket
{
    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets, string region)
    {
        if (request.Context.Request.ContentLength > 0)
        {
            var document = await XmlParts.ReadXmlAsync(request, "CreateBucketConfiguration");
            if (document.Child("LocationConstraint") is { Length: > 0 } place && place != region) throw S3Errors.Refused($"LocationConstraint {place}");
        }

        buckets.Create(request.Bucket!);
        request.Context.Response.Headers.Location = "/" + request.Bucket;
    }
}
