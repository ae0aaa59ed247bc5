using System.Security.Cryptography;
using System.Text;

namespace DevCluster.S3.Signing;

/// <summary>Signature v4's key for one day, region and service.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    public SigningKey(string secret, CredentialScope scope)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string part in new[] { scope.Date, scope.Region, scope.Service, CredentialScope.Terminator }) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        _key = key;
    }

    /// <summary>The signature of a text, lower-case hex.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether two signatures are the same, in a time that tells nothing.</summary>
    public static bool Same(string ours, string theirs) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));
}
