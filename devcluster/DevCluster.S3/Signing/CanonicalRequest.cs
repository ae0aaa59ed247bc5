using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DevCluster.S3.Http;

namespace DevCluster.S3.Signing;

/// <summary>The text that signature v4 signs, as the server sees the request.</summary>
internal static partial class CanonicalRequest
{
    /// <summary>The string to sign of a request.</summary>
    public static string StringToSign(S3Request request, SignedRequest signed) =>
        $"AWS4-HMAC-SHA256\n{signed.Time}\n{signed.Scope.Text}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(request, signed))))}";

    private static string Text(S3Request request, SignedRequest signed)
    {
        IEnumerable<string> query = request.Query.Pairs
            .Where(pair => pair.Name != "X-Amz-Signature")
            .Select(pair => (Name: PercentCode.Encode(pair.Name), Value: PercentCode.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        IEnumerable<string> headers = signed.SignedHeaders.Select(name => $"{name}:{Blanks().Replace((request.Header(name) ?? "").Trim(), " ")}\n");
        return $"{request.Method}\n{PercentCode.Encode(request.Path, keepSlash: true)}\n{string.Join('&', query)}\n{string.Concat(headers)}\n{string.Join(';', signed.SignedHeaders)}\n{signed.Payload}";
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
