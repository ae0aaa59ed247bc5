namespace DevCluster.S3.Signing;

/// <summary>What a request says about its signature, in its header or in its query.</summary>
/// <param name="Scope">Who signed, for when and where.</param>
/// <param name="Time">When, as <c>yyyyMMddTHHmmssZ</c>.</param>
/// <param name="SignedHeaders">Which headers are signed.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Payload">The body's digest, or what stands for it.</param>
/// <param name="Expires">How long a presigned URL holds; null for a header.</param>
internal sealed record SignedRequest(CredentialScope Scope, string Time, IReadOnlyList<string> SignedHeaders, string Signature, string Payload, TimeSpan? Expires);
