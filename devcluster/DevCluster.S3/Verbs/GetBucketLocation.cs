using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET /bucket?location</summary>
internal static class GetBucketLocation
{
    // The first region has no name in this answer.
    private const string Nameless = "us-east-1";

    public static Task AnswerAsync(S3Request request, BucketCatalog buckets, string region)
    {
        request.In(buckets);
        return XmlAnswer.SendAsync(request, "LocationConstraint", xml => xml.WriteString(region == Nameless ? "" : region));
    }
}
