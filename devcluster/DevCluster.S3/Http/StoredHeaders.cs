using Microsoft.AspNetCore.Http;

namespace DevCluster.S3.Http;

/// <summary>The headers that are kept with an object and come back with it.</summary>
internal static class StoredHeaders
{
    private const string Meta = "x-amz-meta-";
    private const string Encoding = "content-encoding";
    private const string Framing = "aws-chunked";

    private static readonly string[] Kept = ["content-type", "cache-control", "content-disposition", Encoding, "content-language", "expires"];

    public static IReadOnlyDictionary<string, string> Of(S3Request request)
    {
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal) { ["content-type"] = "binary/octet-stream" };
        foreach (string header in request.Context.Request.Headers.Keys)
        {
            string name = header.ToLowerInvariant();
            if (Kept.Contains(name) || name.StartsWith(Meta, StringComparison.Ordinal)) headers[name] = request.Header(header)!;
        }

        if (headers.TryGetValue(Encoding, out string? encoding))
        {
            // The framing is the transfer's, not the object's.
            string rest = string.Join(',', encoding.Split(',', StringSplitOptions.TrimEntries).Where(part => part is not (Framing or "")));
            if (rest.Length > 0) headers[Encoding] = rest;
            else headers.Remove(Encoding);
        }

        return headers;
    }

    /// <summary>Sends them; <c>response-*</c> parameters of the query win.</summary>
    public static void Send(S3Request request, IReadOnlyDictionary<string, string> headers)
    {
        IHeaderDictionary target = request.Context.Response.Headers;
        foreach ((string name, string value) in headers) target[name] = value;
        foreach (string name in Kept)
            if (request.Query[$"response-{name}"] is { } value) target[name] = value;
    }
}
