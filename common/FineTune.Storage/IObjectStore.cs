namespace FineTune.Storage;

/// <summary>Where objects lie; every failure is a <see cref="StorageException"/>.</summary>
public interface IObjectStore
{
    /// <summary>What is known about an object; null when it is absent.</summary>
    Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken ct);

    /// <summary>Everything below a folder, at any depth, ordered by key; nothing when the folder is absent.</summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri prefix, CancellationToken ct);

    /// <summary>Fetches one version of an object into a file, which appears whole or not at all; returns the sha256 as lower-case hex.</summary>
    Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken ct);

    /// <summary>A small object's content; null when it is absent, a failure when it is larger than <paramref name="limit"/>.</summary>
    Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken ct);

    /// <summary>Sends a file; the object appears whole or not at all. Returns the sha256 as lower-case hex.</summary>
    Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken ct);

    /// <summary>Writes a small object; false when the condition does not hold, and then nothing is written.</summary>
    Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken ct);

    /// <summary>Removes an object; nothing happens when it is absent.</summary>
    Task DeleteAsync(ObjectUri uri, CancellationToken ct);
}
