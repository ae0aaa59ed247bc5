using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Who the run is to the object store.</summary>
public sealed record CredentialsSection
{
    /// <summary>A Secret of the job's namespace with the keys <c>accessKey</c> and <c>secretKey</c>, and <c>sessionToken</c> for short-lived ones.</summary>
    [Required]
    public SecretReference SecretRef { get; init; } = new();
}
