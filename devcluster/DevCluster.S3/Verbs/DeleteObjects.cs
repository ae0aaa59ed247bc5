using System.Xml.Linq;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>POST /bucket?delete</summary>
internal static class DeleteObjects
{
    private const int Most = 1000;

    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        BucketStore bucket = request.In(buckets);
        XElement document = await XmlParts.ReadXmlAsync(request, "Delete");
        List<XElement> items = [.. document.Children("Object")];
        if (items.Count is 0 or > Most || items.Any(item => item.Child("Key") is not { Length: > 0 })) throw new S3Exception(S3Errors.MalformedXml);
        if (items.Any(item => item.Child("VersionId") is { Length: > 0 } or "null")) throw S3Errors.Refused("Deleting a version");
        foreach (XElement item in items) bucket.Remove(item.Child("Key")!, new Precondition(false, item.Child("ETag") is { } tag ? Conditions.Bare(tag) : null));
        bool quiet = document.Child("Quiet") is "true";
        await XmlAnswer.SendAsync(request, "DeleteResult", xml =>
        {
            foreach (XElement item in quiet ? [] : items) xml.Element("Deleted", () => xml.Text("Key", item.Child("Key")!));
        });
    }
}
