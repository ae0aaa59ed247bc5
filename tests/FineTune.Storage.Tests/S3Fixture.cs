using DevCluster.S3;
using FineTune.Contract;
using Minio;
using Minio.DataModel.Args;

[assembly: AssemblyFixture(typeof(FineTune.Storage.Tests.S3Fixture))]

namespace FineTune.Storage.Tests;

/// <summary>An S3 store for all tests; each test has its own bucket.</summary>
public sealed class S3Fixture : IAsyncLifetime
{
    public const string AccessKey = "AKTEST";
    public const string SecretKey = "secret+/=of-the-test";

    private static int buckets;

    private readonly string _folder = Directory.CreateTempSubdirectory("storage-s3-").FullName;
    private S3Server? _server;

    public Uri Address => _server!.Address;

    /// <summary>Small ranges and short pauses, so that small objects take every turn.</summary>
    public static StoreOptions Quick { get; } = new() { RangeBytes = 1 << 20, PartBytes = 5 << 20, Delay = TimeSpan.FromMilliseconds(5), Silence = TimeSpan.FromSeconds(10) };

    public async ValueTask InitializeAsync() => _server = await S3Server.StartAsync(
        new S3ServerOptions { DataDirectory = _folder, Keys = new Dictionary<string, string> { [AccessKey] = SecretKey } }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client, of the store itself or of something in front of it.</summary>
    public IObjectStore Client(Uri? address = null, string secret = SecretKey, string region = "us-east-1", StoreOptions? options = null) =>
        ObjectStores.Create(new StorageSpec { Endpoint = (address ?? Address).GetLeftPart(UriPartial.Authority), Region = region }, new StoreCredentials(AccessKey, secret), options ?? Quick);

    /// <summary>A new bucket.</summary>
    public async Task<ObjectUri> NewBucketAsync()
    {
        string name = $"test-{Interlocked.Increment(ref buckets)}";
        using IMinioClient minio = new MinioClient().WithEndpoint(Address.Host, Address.Port).WithCredentials(AccessKey, SecretKey).WithRegion("us-east-1").Build();
        await minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(name), TestContext.Current.CancellationToken);
        return ObjectUri.Parse($"s3://{name}/");
    }
}
