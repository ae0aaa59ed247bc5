namespace FineTune.Storage;

/// <summary>The keys of an object store; its text never shows a secret.</summary>
/// <param name="AccessKey">The public half.</param>
/// <param name="SecretKey">The secret half.</param>
/// <param name="SessionToken">The token of short-lived keys.</param>
public sealed record StoreCredentials(string AccessKey, string SecretKey, string? SessionToken = null)
{
    /// <summary>The access key alone.</summary>
    public override string ToString() => $"StoreCredentials {{ AccessKey = {AccessKey} }}";
}
