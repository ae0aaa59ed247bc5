namespace FineTune.Storage;

/// <summary>Objects by address; every failure is a <see cref="StorageException"/> that names the address.</summary>
public interface IObjectStore
{
    /// <summary>What is known of an object; null when absent.</summary>
    Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken cancellationToken);

    /// <summary>Every object below a folder, keys relative to it, in ordinal order.</summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri folder, CancellationToken cancellationToken);

    /// <summary>Fetches an object to a path, resuming what an earlier try left; returns its sha256 in lower-case hex.</summary>
    Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken cancellationToken);

    /// <summary>A small object's content; null when absent, an error when larger than the limit.</summary>
    Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken cancellationToken);

    /// <summary>Sends a file; returns its sha256 in lower-case hex.</summary>
    Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken cancellationToken);

    /// <summary>Writes a small object; false when the condition does not hold (then nothing is written).</summary>
    Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Removes an object; absent is fine.</summary>
    Task DeleteAsync(ObjectUri uri, CancellationToken cancellationToken);
}
