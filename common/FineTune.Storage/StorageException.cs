namespace FineTune.Storage;

/// <summary>A store's failure, in a sentence that names the place and never a secret.</summary>
public sealed class StorageException(StorageFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of failure.</summary>
    public StorageFailure Failure { get; } = failure;
}
