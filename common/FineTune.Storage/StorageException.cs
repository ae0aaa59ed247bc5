namespace FineTune.Storage;

/// <summary>What kind of trouble a store has.</summary>
public enum StorageFailure
{
    /// <summary>It cannot be reached, or keeps failing.</summary>
    Unavailable,

    /// <summary>It refuses the credentials, or there are none.</summary>
    AccessDenied,

    /// <summary>There is no such object or bucket.</summary>
    NotFound,

    /// <summary>What came is not what was promised.</summary>
    Corrupt,
}

/// <summary>A store's trouble, with the address it is about; never with a secret.</summary>
public sealed class StorageException(StorageFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind.</summary>
    public StorageFailure Failure { get; } = failure;
}
