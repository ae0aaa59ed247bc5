namespace FineTune.Storage;

/// <summary>Sends each address to the store of its scheme.</summary>
internal sealed class RoutedStore(IObjectStore files, IObjectStore? s3) : IObjectStore
{
    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken cancellationToken) => Of(uri).StatAsync(uri, cancellationToken);

    public IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri folder, CancellationToken cancellationToken) => Of(folder).ListAsync(folder, cancellationToken);

    public Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken cancellationToken) => Of(uri).DownloadAsync(uri, path, progress, cancellationToken);

    public Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken cancellationToken) => Of(uri).ReadAsync(uri, limit, cancellationToken);

    public Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken cancellationToken) => Of(uri).UploadAsync(path, uri, progress, cancellationToken);

    public Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken cancellationToken) => Of(uri).WriteAsync(uri, content, condition, cancellationToken);

    public Task DeleteAsync(ObjectUri uri, CancellationToken cancellationToken) => Of(uri).DeleteAsync(uri, cancellationToken);

    private IObjectStore Of(ObjectUri uri) =>
        uri.IsFile ? files : s3 ?? throw new StorageException(StorageFailure.NotFound, $"{uri} needs an object store, and the run names no storage endpoint");
}
