using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Signing;

/// <summary>Finds the signature of a request, and refuses what is none.</summary>
internal static class SignedRequestReader
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const int LongestExpiry = 604800;

    public static SignedRequest Read(S3Request request)
    {
        if (request.Header("Authorization") is { } header) return FromHeader(request, header);
        if (request.Query.Has("X-Amz-Algorithm")) return FromQuery(request);
        if (request.Query.Has("AWSAccessKeyId")) throw S3Errors.Refused("Signature version 2");
        throw new S3Exception(S3Errors.AccessDenied, "Anonymous requests are not allowed.");
    }

    private static SignedRequest FromHeader(S3Request request, string header)
    {
        if (header.StartsWith("AWS ", StringComparison.Ordinal)) throw S3Errors.Refused("Signature version 2");
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal)) throw new S3Exception(S3Errors.InvalidArgument, "Unsupported Authorization Type");
        var fields = header[Algorithm.Length..].Split(',')
            .Select(field => field.Trim().Split('=', 2)).Where(field => field.Length == 2).ToDictionary(field => field[0], field => field[1]);
        string Field(string name) => fields.GetValueOrDefault(name) ?? throw new S3Exception(S3Errors.AuthorizationHeaderMalformed, $"The authorization header is malformed; it lacks {name}.");
        var scope = CredentialScope.Parse(Field("Credential")) ?? throw new S3Exception(S3Errors.AuthorizationHeaderMalformed, "The Credential is malformed.");
        string time = request.Header("x-amz-date") ?? throw new S3Exception(S3Errors.AccessDenied, "AWS authentication requires a valid x-amz-date header");
        string payload = request.Header("x-amz-content-sha256") ?? throw new S3Exception(S3Errors.InvalidRequest, "Missing required header for this request: x-amz-content-sha256");
        return new SignedRequest(scope, time, Field("SignedHeaders").Split(';'), Field("Signature"), payload, Expires: null);
    }

    private static SignedRequest FromQuery(S3Request request)
    {
        string Value(string name) => request.Query[name] ?? throw new S3Exception(S3Errors.AuthorizationQueryParametersError, $"Query-string authentication requires {name}.");
        if (Value("X-Amz-Algorithm") != Algorithm) throw new S3Exception(S3Errors.AuthorizationQueryParametersError, $"X-Amz-Algorithm only supports {Algorithm}.");
        var scope = CredentialScope.Parse(Value("X-Amz-Credential")) ?? throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "The Credential is malformed.");
        if (!int.TryParse(Value("X-Amz-Expires"), out int seconds) || seconds is < 1 or > LongestExpiry)
            throw new S3Exception(S3Errors.AuthorizationQueryParametersError, $"X-Amz-Expires must be between 1 and {LongestExpiry} seconds.");
        string payload = request.Header("x-amz-content-sha256") ?? request.Query["X-Amz-Content-Sha256"] ?? Unsigned;
        return new SignedRequest(scope, Value("X-Amz-Date"), Value("X-Amz-SignedHeaders").Split(';'), Value("X-Amz-Signature"), payload, TimeSpan.FromSeconds(seconds));
    }
}
