using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Access;

/// <summary>Knows static tokens, issues signed service account tokens and recognizes them again.</summary>
internal sealed class Tokens(IReadOnlyList<StaticToken> known, TimeProvider time, byte[] key)
{
    public const string ApiAudience = "https://kubernetes.default.svc";

    public string Issue(JsonObject claims)
    {
        string head = Encode(Encoding.UTF8.GetBytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return head + "." + Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(head)));
    }

    /// <summary>Null for a token nobody issued, one that has expired, or one for other audiences.</summary>
    public (Identity Who, string[] Audiences)? Recognize(string token, IReadOnlyList<string> audiences)
    {
        if (known.FirstOrDefault(one => one.Token == token) is { } found)
            return (new Identity(found.User, [.. found.Groups, "system:authenticated"], found.Uid), [.. audiences]);
        if (Claims(token) is not { } claims || (long)claims["exp"]! <= time.GetUtcNow().ToUnixTimeSeconds()) return null;
        string[] shared = [.. claims["aud"]!.AsArray().Select(one => (string)one!).Intersect(audiences)];
        return shared.Length == 0 ? null : (Account(claims), shared);
    }

    private static Identity Account(JsonObject claims)
    {
        JsonNode bound = claims["kubernetes.io"]!;
        string ns = (string)bound["namespace"]!;
        JsonObject extra = [];
        if (bound["pod"] is { } pod)
        {
            extra["authentication.kubernetes.io/pod-name"] = new JsonArray((string)pod["name"]!);
            extra["authentication.kubernetes.io/pod-uid"] = new JsonArray((string)pod["uid"]!);
        }

        string[] groups = ["system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"];
        return new Identity((string)claims["sub"]!, groups, (string)bound["serviceaccount"]!["uid"]!, extra.Count > 0 ? extra : null);
    }

    private JsonObject? Claims(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3) return null;
        string signature = Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(parts[0] + "." + parts[1])));
        bool mine = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(parts[2]));
        return mine ? JsonSerializer.Deserialize<JsonObject>(Base64Url.DecodeFromChars(parts[1])) : null;
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
