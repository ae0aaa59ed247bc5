namespace DevCluster.S3.Errors;

/// <summary>A refusal, on its way to the answer.</summary>
internal sealed class S3Exception(S3Error error, string? detail = null) : Exception(detail ?? error.Message)
{
    public S3Error Error { get; } = error;
}
