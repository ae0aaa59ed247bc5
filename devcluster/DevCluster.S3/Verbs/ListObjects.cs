using System.Text;
using System.Xml;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET /bucket, in version 1 and, with list-type=2, in version 2.</summary>
internal static class ListObjects
{
    private const int MostKeys = 1000;

    public static Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        string? version = request.Query["list-type"];
        if (version is not (null or "2")) throw S3Errors.Refused($"list-type={version}");
        if (request.Query["encoding-type"] is { } encoding and not ("url" or "")) throw new S3Exception(S3Errors.InvalidArgument, $"Invalid Encoding Method '{encoding}'");
        string prefix = request.Query["prefix"] ?? "", delimiter = request.Query["delimiter"] ?? "";
        int most = request.Number("max-keys", least: 0, MostKeys) ?? MostKeys;
        string after = version is null ? request.Query["marker"] ?? "" : Start(request);
        var page = ListPage.Of(request.In(buckets).Objects, prefix, delimiter, after, most);
        return XmlAnswer.SendAsync(request, "ListBucketResult", xml =>
        {
            xml.Text("Name", request.Bucket!);
            xml.Text("Prefix", Encoded(request, prefix));
            if (delimiter.Length > 0) xml.Text("Delimiter", Encoded(request, delimiter));
            xml.Text("MaxKeys", most.ToString());
            if (request.Query["encoding-type"] is "url") xml.Text("EncodingType", "url");
            xml.Text("IsTruncated", page.Next is null ? "false" : "true");
            if (version is null) WriteVersion1(xml, request, page, after, delimiter);
            else WriteVersion2(xml, request, page);
            bool owner = version is null || request.Query["fetch-owner"] is "true";
            foreach (StoredObject stored in page.Objects) xml.Element("Contents", () => WriteObject(xml, request, stored, owner));
            foreach (string common in page.Prefixes) xml.Element("CommonPrefixes", () => xml.Text("Prefix", Encoded(request, common)));
        });
    }

    private static void WriteVersion1(XmlWriter xml, S3Request request, ListPage page, string marker, string delimiter)
    {
        xml.Text("Marker", Encoded(request, marker));
        if (page.Next is not null && delimiter.Length > 0) xml.Text("NextMarker", Encoded(request, page.Next));
    }

    private static void WriteVersion2(XmlWriter xml, S3Request request, ListPage page)
    {
        xml.Text("KeyCount", (page.Objects.Count + page.Prefixes.Count).ToString());
        if (request.Query["continuation-token"] is { Length: > 0 } token) xml.Text("ContinuationToken", token);
        if (page.Next is not null) xml.Text("NextContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page.Next)));
        if (request.Query["start-after"] is { Length: > 0 } start) xml.Text("StartAfter", Encoded(request, start));
    }

    private static void WriteObject(XmlWriter xml, S3Request request, StoredObject stored, bool owner)
    {
        xml.Text("Key", Encoded(request, stored.Key));
        xml.Text("LastModified", stored.LastModified.Iso());
        xml.Text("ETag", Conditions.Quoted(stored.ETag));
        xml.Text("Size", stored.Size.ToString());
        if (owner) xml.Owner();
        xml.Text("StorageClass", "STANDARD");
    }

    private static string Encoded(S3Request request, string text) => request.Query["encoding-type"] is "url" ? PercentCode.Encode(text, keepSlash: true) : text;

    private static string Start(S3Request request)
    {
        if (request.Query["continuation-token"] is not { Length: > 0 } token) return request.Query["start-after"] ?? "";
        byte[] bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new S3Exception(S3Errors.InvalidArgument, "The continuation token provided is incorrect");
    }
}
