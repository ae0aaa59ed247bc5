using System.Net;
using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace FineTune.Storage.S3;

/// <summary>Listing, stat and removal, by Minio's client; its many exceptions become the store's few.</summary>
internal sealed class MinioCatalog(IMinioClient minio, S3Endpoint endpoint, StoreOptions options)
{
    private readonly Retry _retry = new(options);

    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken ct) => CallAsync(uri, async guard =>
    {
        try
        {
            ObjectStat stat = await minio.StatObjectAsync(new StatObjectArgs().WithBucket(uri.Bucket).WithObject(uri.Key), guard.Token);
            return new ObjectInfo(uri.Name, stat.Size, stat.ETag.Trim('"'), new DateTimeOffset(stat.LastModified.ToUniversalTime()));
        }
        catch (ObjectNotFoundException)
        {
            return (ObjectInfo?)null;
        }
    }, ct);

    /// <summary>Everything below a folder, by key; complete or a failure.</summary>
    public Task<IReadOnlyList<ObjectInfo>> ListAsync(ObjectUri folder, CancellationToken ct) => CallAsync<IReadOnlyList<ObjectInfo>>(folder, async guard =>
    {
        string prefix = folder.FolderKey;
        List<ObjectInfo> found = [];
        ListObjectsArgs args = new ListObjectsArgs().WithBucket(folder.Bucket).WithPrefix(prefix).WithRecursive(true);
        await foreach (Item item in minio.ListObjectsEnumAsync(args, guard.Token))
        {
            guard.Moving();
            // Objects that stand for folders end in a slash and hold nothing.
            if (item.IsDir || item.Key.EndsWith('/')) continue;
            found.Add(new ObjectInfo(item.Key[prefix.Length..], (long)item.Size, item.ETag.Trim('"'), new DateTimeOffset(item.LastModifiedDateTime?.ToUniversalTime() ?? default)));
        }

        return [.. found.OrderBy(item => item.Key, StringComparer.Ordinal)];
    }, ct);

    public Task DeleteAsync(ObjectUri uri, CancellationToken ct) => CallAsync(uri, async guard =>
    {
        await minio.RemoveObjectAsync(new RemoveObjectArgs().WithBucket(uri.Bucket).WithObject(uri.Key), guard.Token);
        return true;
    }, ct);

    private Task<T> CallAsync<T>(ObjectUri uri, Func<StallGuard, Task<T>> call, CancellationToken ct) => _retry.RunAsync(async (_, token) =>
    {
        using StallGuard guard = new(options.Silence, token);
        try
        {
            return await call(guard);
        }
        catch (Exception e) when (!token.IsCancellationRequested && e is not StorageException)
        {
            throw Named(e, $"{uri} at {endpoint}");
        }
    }, ct);

    private StorageException Named(Exception e, string place) => e switch
    {
        BucketNotFoundException => new StorageException(StorageFailure.NotFound, $"{place}: there is no such bucket", e),
        // AuthorizationException is no MinioException; both say 403.
        AuthorizationException or AccessDeniedException => new StorageException(StorageFailure.AccessDenied, $"{place}: the store refuses the credentials", e),
        InvalidBucketNameException or InvalidObjectNameException => new StorageException(StorageFailure.NotFound, $"{place}: {e.Message}", e),
        HttpRequestException => new StorageException(StorageFailure.Unavailable, $"{place}: the store cannot be reached ({e.Message})", e),
        OperationCanceledException => new StorageException(StorageFailure.Unavailable, $"{place}: the store does not answer", e),
        MinioException { Response.Code: { Length: > 0 } code } known => new S3Refusal(known.ServerResponse?.StatusCode ?? HttpStatusCode.BadRequest, code, known.Response.Message ?? "").At(place),
        // A HEAD has no document: 400 without one is what a wrong region gets.
        InternalClientException => new StorageException(StorageFailure.AccessDenied, $"{place}: the store refuses the request; check keys and region ({endpoint.Region})", e),
        // Anything else, a NullReferenceException after a 503 among it, is an answer the client could not read.
        _ => new StorageException(StorageFailure.Unavailable, $"{place}: the store's answer cannot be read ({e.GetType().Name})", e),
    };
}
