using System.Security.Cryptography;
using System.Text;

namespace FineTune.Storage.S3;

/// <summary>Signs URLs with signature v4; beside the host it signs every header it is given, which Minio's client does not.</summary>
internal sealed class Presigner(S3Endpoint endpoint, TimeProvider time)
{
    private const int Seconds = 3600;
    private const string Unreserved = "-_.~";

    /// <summary>The URL of a call, whose signed headers have to be sent as they are.</summary>
    public Uri Presign(S3Call call)
    {
        DateTimeOffset now = time.GetUtcNow();
        string day = now.ToString("yyyyMMdd"), stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'"), scope = $"{day}/{endpoint.Region}/s3/aws4_request";
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal) { ["host"] = endpoint.Address.Authority };
        foreach ((string name, string value) in call.SignedHeaders) headers[name] = value;
        string signed = string.Join(';', headers.Keys);
        string query = Query(call, stamp, scope, signed);
        string path = $"/{call.Uri.Bucket}/{Encode(call.Uri.Key, keepSlash: true)}";
        string canonical = $"{call.Method}\n{path}\n{query}\n{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{signed}\nUNSIGNED-PAYLOAD";
        string text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        string signature = Convert.ToHexStringLower(Hmac(Key(day), text));
        return new Uri($"{endpoint}{path}?{query}&X-Amz-Signature={signature}");
    }

    private static string Encode(string text, bool keepSlash = false)
    {
        StringBuilder encoded = new(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c) || (keepSlash && c == '/')) encoded.Append(c);
            else encoded.Append('%').Append(b.ToString("X2"));
        }

        return encoded.ToString();
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private string Query(S3Call call, string stamp, string scope, string signed)
    {
        Dictionary<string, string> query = new(call.Query)
        {
            ["X-Amz-Algorithm"] = "AWS4-HMAC-SHA256",
            ["X-Amz-Credential"] = $"{endpoint.Credentials.AccessKey}/{scope}",
            ["X-Amz-Date"] = stamp,
            ["X-Amz-Expires"] = Seconds.ToString(),
            ["X-Amz-SignedHeaders"] = signed,
        };
        if (endpoint.Credentials.SessionToken is { } token) query["X-Amz-Security-Token"] = token;
        return string.Join('&', query.Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}").Order(StringComparer.Ordinal));
    }

    private byte[] Key(string day) =>
        new[] { day, endpoint.Region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + endpoint.Credentials.SecretKey), Hmac);
}
