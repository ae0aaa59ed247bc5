namespace FineTune.Contract;

/// <summary>The base model in Hugging Face layout.</summary>
public sealed record ModelSpec
{
    /// <summary>The folder's URI: <c>s3://bucket/prefix/</c> or <c>file:///path/</c>.</summary>
    public required string Uri { get; init; }
}
