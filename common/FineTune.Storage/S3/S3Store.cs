using System.Net;
using System.Runtime.CompilerServices;
using FineTune.Contract;
using Minio;

namespace FineTune.Storage.S3;

/// <summary>An S3 store: Minio's client for the catalog, presigned HTTP for the bytes.</summary>
internal sealed class S3Store(MinioCatalog catalog, S3Wire wire, StoreOptions options) : IObjectStore
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    public static S3Store Create(StorageSpec storage, StoreCredentials? credentials, StoreOptions options)
    {
        var endpoint = S3Endpoint.Of(storage, credentials);
        HttpClient http = new(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        return new S3Store(new MinioCatalog(Client(endpoint), endpoint, options), new S3Wire(http, endpoint, new Presigner(endpoint, TimeProvider.System), options), options);
    }

    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken ct) => catalog.StatAsync(uri, ct);

    public async IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (ObjectInfo item in await catalog.ListAsync(prefix, ct)) yield return item;
    }

    public async Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken ct)
    {
        ObjectInfo version = await StatAsync(uri, ct) ?? throw new StorageException(StorageFailure.NotFound, $"{wire.Place(uri)}: there is no such object");
        try
        {
            return await new RangedDownload(wire, options, uri, version).RunAsync(path, progress, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.Unavailable, $"{uri} cannot be written to {path}: {e.Message}", e);
        }
    }

    public Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken ct) => wire.SendAsync(
        () => new S3Call(HttpMethod.Get, uri) { Answers = [HttpStatusCode.OK, HttpStatusCode.NotFound] },
        async (response, guard) =>
        {
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                S3Refusal refusal = await S3Refusal.ReadAsync(response, guard);
                return refusal.Code == "NoSuchBucket" ? throw refusal.At(wire.Place(uri)) : (byte[]?)null;
            }

            byte[] content = await BodyBytes.ReadAsync(response, guard, limit + 1);
            return content.Length <= limit ? content : throw new StorageException(StorageFailure.Corrupt, $"{wire.Place(uri)}: the object is longer than the {limit} bytes that are allowed");
        }, ct);

    public async Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken ct)
    {
        await using FileStream file = LocalFile.OpenRead(path);
        long size = file.Length;
        // The parts go out of order; the digest is taken beside them, from the same pages.
        Task<string> digest = HashedCopy.OfFileAsync(path, ct);
        if (size > options.PartBytes)
        {
            await new MultipartUpload(wire, options, uri, token => StatAsync(uri, token)).RunAsync(file.SafeFileHandle, size, progress, ct);
        }
        else
        {
            await wire.SendAsync(() => new S3Call(HttpMethod.Put, uri) { Content = guard => new FilePart(file.SafeFileHandle, 0, size, guard) }, (_, _) => Task.FromResult(true), ct);
            progress?.Report(size);
        }

        return await digest;
    }

    public Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken ct)
    {
        S3Call call = new(HttpMethod.Put, uri)
        {
            SignedHeaders = Headers(condition),
            Content = _ => new ByteArrayContent(content),
            Answers = condition == WriteCondition.Always ? [HttpStatusCode.OK] : [HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound],
        };
        return wire.SendAsync(call, async (response, guard, tries) =>
        {
            if (response.StatusCode == HttpStatusCode.OK) return true;
            S3Refusal refusal = await S3Refusal.ReadAsync(response, guard);
            if (refusal.Code == "NoSuchBucket") throw refusal.At(wire.Place(uri));
            // Our own earlier try may have been carried out although its answer was lost.
            return tries > 0 && await ReadAsync(uri, content.Length, guard.Token) is { } there && there.AsSpan().SequenceEqual(content);
        }, ct);
    }

    public Task DeleteAsync(ObjectUri uri, CancellationToken ct) => catalog.DeleteAsync(uri, ct);

    private static Dictionary<string, string> Headers(WriteCondition condition) => condition switch
    {
        { MustBeAbsent: true } => new() { ["if-none-match"] = "*" },
        { Tag: { } tag } => new() { ["if-match"] = $"\"{tag}\"" },
        _ => [],
    };

    private static SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = ConnectTime,
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxConnectionsPerServer = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static IMinioClient Client(S3Endpoint endpoint)
    {
        IMinioClient client = new MinioClient()
            .WithEndpoint(endpoint.Address.Host, endpoint.Address.Port)
            .WithSSL(endpoint.Address.Scheme == Uri.UriSchemeHttps)
            .WithRegion(endpoint.Region)
            .WithCredentials(endpoint.Credentials.AccessKey, endpoint.Credentials.SecretKey)
            // Its own: Minio changes the client it is given.
            .WithHttpClient(new HttpClient(new ListingRepair(Handler())));
        if (endpoint.Credentials.SessionToken is { } token) client = client.WithSessionToken(token);
        return client.Build();
    }
}
