using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET /</summary>
internal static class ListBuckets
{
    public static Task AnswerAsync(S3Request request, BucketCatalog buckets) => XmlAnswer.SendAsync(request, "ListAllMyBucketsResult", xml =>
    {
        xml.Owner();
        xml.Element("Buckets", () =>
        {
            foreach (BucketStore bucket in buckets.All)
            {
                xml.Element("Bucket", () =>
                {
                    xml.Text("Name", bucket.Name);
                    xml.Text("CreationDate", bucket.Created.Iso());
                });
            }
        });
    });
}
