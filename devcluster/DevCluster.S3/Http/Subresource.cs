namespace DevCluster.S3.Http;

/// <summary>The part of a query that says which verb is meant.</summary>
internal static class Subresource
{
    // Parameters of verbs, not verbs.
    private static readonly HashSet<string> Parameters =
    [
        "prefix", "delimiter", "marker", "max-keys", "continuation-token", "start-after", "encoding-type", "fetch-owner",
        "partNumber", "key-marker", "upload-id-marker", "max-uploads", "part-number-marker", "max-parts", "max-buckets", "bucket-region", "x-id",
        "response-content-type", "response-content-language", "response-expires", "response-cache-control", "response-content-disposition", "response-content-encoding",
    ];

    /// <summary>The one subresource of a request; null for the plain verb.</summary>
    public static string? Of(S3Request request) => request.Query.Pairs
        .Select(pair => pair.Name)
        .Where(name => !Parameters.Contains(name) && !name.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault();
}
