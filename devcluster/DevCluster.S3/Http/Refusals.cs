using DevCluster.S3.Errors;

namespace DevCluster.S3.Http;

/// <summary>Headers that ask for what this store does not do: refused, never accepted and ignored.</summary>
internal static class Refusals
{
    private static readonly string[] Headers =
    [
        "x-amz-server-side-encryption", "x-amz-tagging", "x-amz-object-lock", "x-amz-bucket-object-lock", "x-amz-website-redirect-location", "x-amz-grant-",
        "x-amz-write-offset-bytes", "x-amz-copy-source-server-side-encryption", "x-amz-mfa", "x-amz-rename",
    ];

    public static void Check(S3Request request)
    {
        foreach (string name in request.Context.Request.Headers.Keys)
            if (Headers.Any(refused => name.StartsWith(refused, StringComparison.OrdinalIgnoreCase)) && request.Header(name) is not "false") throw S3Errors.Refused(name);
        if (request.Header("x-amz-acl") is { } acl and not "private") throw S3Errors.Refused($"x-amz-acl: {acl}");
        if (request.Header("x-amz-storage-class") is { } storage and not "STANDARD") throw S3Errors.Refused($"x-amz-storage-class: {storage}");
    }
}
