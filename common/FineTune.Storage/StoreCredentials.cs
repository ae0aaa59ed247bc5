namespace FineTune.Storage;

/// <summary>The keys of an object store; never printed.</summary>
public sealed record StoreCredentials(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(StoreCredentials)} {{ ... }}";
}
