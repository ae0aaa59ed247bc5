namespace FineTune.Storage;

/// <summary>What went wrong with a store.</summary>
public enum StorageFailure
{
    /// <summary>The store cannot be reached or keeps failing: another attempt may succeed.</summary>
    Unavailable,

    /// <summary>The store refuses the credentials, or there are none.</summary>
    AccessDenied,

    /// <summary>The bucket or the object is absent.</summary>
    NotFound,

    /// <summary>What was received is not what was promised.</summary>
    Corrupt,

    /// <summary>A newer attempt has already committed the same folder.</summary>
    Superseded,

    /// <summary>The store, or its address, cannot do what is needed.</summary>
    Unsupported,
}
