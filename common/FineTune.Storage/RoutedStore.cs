namespace FineTune.Storage;

/// <summary>Sends each call to the store of its URI's scheme.</summary>
internal sealed class RoutedStore(IObjectStore files, IObjectStore? objects) : IObjectStore
{
    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken ct) => Of(uri).StatAsync(uri, ct);

    public IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri prefix, CancellationToken ct) => Of(prefix).ListAsync(prefix, ct);

    public Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken ct) => Of(uri).DownloadAsync(uri, path, progress, ct);

    public Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken ct) => Of(uri).ReadAsync(uri, limit, ct);

    public Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken ct) => Of(uri).UploadAsync(path, uri, progress, ct);

    public Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken ct) => Of(uri).WriteAsync(uri, content, condition, ct);

    public Task DeleteAsync(ObjectUri uri, CancellationToken ct) => Of(uri).DeleteAsync(uri, ct);

    private IObjectStore Of(ObjectUri uri) => uri.Scheme switch
    {
        ObjectUri.File => files,
        ObjectUri.S3 => objects ?? throw new StorageException(StorageFailure.NotFound, $"{uri} needs an object store, and none is configured"),
        _ => throw new StorageException(StorageFailure.NotFound, $"there is no store for '{uri.Scheme}' URIs"),
    };
}
