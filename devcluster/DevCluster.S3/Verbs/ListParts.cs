using DevCluster.S3.Disk;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET /bucket/key?uploadId</summary>
internal static class ListParts
{
    private const int MostParts = 1000;

    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        UploadStore uploads = request.In(buckets).Uploads;
        Upload upload = uploads.Find(request.Query["uploadId"]!, request.NeedKey());
        int marker = request.Number("part-number-marker", least: 0, int.MaxValue) ?? 0;
        int most = request.Number("max-parts", least: 0, MostParts) ?? MostParts;
        List<UploadPart> rest = [.. uploads.Parts(upload).Where(part => part.Number > marker)];
        List<UploadPart> page = [.. rest.Take(most)];
        return XmlAnswer.SendAsync(request, "ListPartsResult", xml =>
        {
            xml.Text("Bucket", request.Bucket!);
            xml.Text("Key", upload.Key);
            xml.Text("UploadId", upload.Id);
            xml.Owner("Initiator");
            xml.Owner();
            xml.Text("StorageClass", "STANDARD");
            xml.Text("PartNumberMarker", marker.ToString());
            if (page.Count > 0) xml.Text("NextPartNumberMarker", page[^1].Number.ToString());
            xml.Text("MaxParts", most.ToString());
            xml.Text("IsTruncated", rest.Count > page.Count ? "true" : "false");
            foreach (UploadPart part in page)
            {
                xml.Element("Part", () =>
                {
                    xml.Text("PartNumber", part.Number.ToString());
                    xml.Text("LastModified", part.LastModified.Iso());
                    xml.Text("ETag", Conditions.Quoted(part.ETag));
                    xml.Text("Size", part.Size.ToString());
                });
            }
        });
    }
}
