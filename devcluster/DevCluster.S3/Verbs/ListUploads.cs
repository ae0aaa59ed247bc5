using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET /bucket?uploads</summary>
internal static class ListUploads
{
    private const int MostUploads = 1000;

    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        if (request.Query["delimiter"] is { Length: > 0 }) throw S3Errors.Refused("Listing uploads with a delimiter");
        string prefix = request.Query["prefix"] ?? "", keyMarker = request.Query["key-marker"] ?? "", idMarker = request.Query["upload-id-marker"] ?? "";
        int most = request.Number("max-uploads", least: 1, MostUploads) ?? MostUploads;
        List<Upload> rest = [.. request.In(buckets).Uploads.All
            .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .SkipWhile(upload => keyMarker.Length > 0 && IsBefore(upload, keyMarker, idMarker))];
        // The marker's own upload was on the page before.
        if (rest.Count > 0 && idMarker.Length > 0 && (rest[0].Key, rest[0].Id) == (keyMarker, idMarker)) rest.RemoveAt(0);
        List<Upload> page = [.. rest.Take(most)];
        return XmlAnswer.SendAsync(request, "ListMultipartUploadsResult", xml =>
        {
            xml.Text("Bucket", request.Bucket!);
            xml.Text("KeyMarker", keyMarker);
            xml.Text("UploadIdMarker", idMarker);
            xml.Text("Prefix", prefix);
            if (rest.Count > page.Count)
            {
                xml.Text("NextKeyMarker", page[^1].Key);
                xml.Text("NextUploadIdMarker", page[^1].Id);
            }

            xml.Text("MaxUploads", most.ToString());
            xml.Text("IsTruncated", rest.Count > page.Count ? "true" : "false");
            foreach (Upload upload in page)
            {
                xml.Element("Upload", () =>
                {
                    xml.Text("Key", upload.Key);
                    xml.Text("UploadId", upload.Id);
                    xml.Owner("Initiator");
                    xml.Owner();
                    xml.Text("StorageClass", "STANDARD");
                    xml.Text("Initiated", upload.Initiated.Iso());
                });
            }
        });
    }

    private static bool IsBefore(Upload upload, string keyMarker, string idMarker) => KeyOrder.Compare(upload.Key, keyMarker) switch
    {
        < 0 => true,
        0 => idMarker.Length == 0 || upload.Id != idMarker,
        _ => false,
    };
}
