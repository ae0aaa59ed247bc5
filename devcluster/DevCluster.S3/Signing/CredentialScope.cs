namespace DevCluster.S3.Signing;

/// <summary>A credential, <c>key/date/region/service/aws4_request</c>.</summary>
internal sealed record CredentialScope(string AccessKey, string Date, string Region, string Service)
{
    public const string Terminator = "aws4_request";

    /// <summary>All but the key.</summary>
    public string Text => $"{Date}/{Region}/{Service}/{Terminator}";

    public static CredentialScope? Parse(string text)
    {
        string[] parts = text.Split('/');
        // An access key may hold slashes; the last four parts may not.
        return parts.Length < 5 || parts[^1] != Terminator ? null
            : new CredentialScope(string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2]);
    }
}
