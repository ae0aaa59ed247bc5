using System.Security.Cryptography;
using System.Xml.Linq;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>POST /bucket/key?uploadId</summary>
internal static class CompleteUpload
{
    private const long SmallestPart = 5 << 20;

    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        BucketStore bucket = request.In(buckets);
        Upload upload = bucket.Uploads.Find(request.Query["uploadId"]!, request.NeedKey());
        IReadOnlyList<UploadPart> parts = Chosen(await XmlParts.ReadXmlAsync(request, "CompleteMultipartUpload"), bucket.Uploads.Parts(upload));
        StoredObject stored = await NewObject.CommitAsync(bucket, Conditions.OfWrite(request), async (blob, bytes) =>
        {
            foreach (UploadPart part in parts)
            {
                await using FileStream source = new(part.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
                await source.CopyToAsync(bytes, 1 << 20, request.Aborted);
            }

            return new StoredObject(upload.Key, blob, parts.Sum(part => part.Size), Tag(parts), NewObject.Now(buckets), upload.Headers);
        });
        bucket.Uploads.Remove(upload);
        await XmlAnswer.SendAsync(request, "CompleteMultipartUploadResult", xml =>
        {
            xml.Text("Location", $"{request.Context.Request.Scheme}://{request.Header("Host")}/{bucket.Name}/{PercentCode.Encode(upload.Key, keepSlash: true)}");
            xml.Text("Bucket", bucket.Name);
            xml.Text("Key", upload.Key);
            xml.Text("ETag", Conditions.Quoted(stored.ETag));
        });
    }

    private static IReadOnlyList<UploadPart> Chosen(XElement document, IReadOnlyList<UploadPart> present)
    {
        var byNumber = present.ToDictionary(part => part.Number);
        List<UploadPart> chosen = [];
        foreach (XElement element in document.Children("Part"))
        {
            if (!int.TryParse(element.Child("PartNumber"), out int number)) throw new S3Exception(S3Errors.MalformedXml);
            if (chosen.Count > 0 && number <= chosen[^1].Number) throw new S3Exception(S3Errors.InvalidPartOrder);
            if (!byNumber.TryGetValue(number, out UploadPart? part) || part.ETag != Conditions.Bare(element.Child("ETag") ?? "")) throw new S3Exception(S3Errors.InvalidPart);
            chosen.Add(part);
        }

        if (chosen.Count == 0) throw new S3Exception(S3Errors.MalformedXml);
        return chosen.SkipLast(1).Any(part => part.Size < SmallestPart) ? throw new S3Exception(S3Errors.EntityTooSmall) : chosen;
    }

    /// <summary>The MD5 of the parts' MD5s, and how many they are.</summary>
    private static string Tag(IReadOnlyList<UploadPart> parts)
    {
        byte[] digests = [.. parts.SelectMany(part => Convert.FromHexString(part.ETag))];
        // Not for strength: the S3 API's clients expect this tag.
#pragma warning disable CA5351
        return $"{Convert.ToHexStringLower(MD5.HashData(digests))}-{parts.Count}";
#pragma warning restore CA5351
    }
}
