using Amazon.Runtime;
using Amazon.S3;
using Minio;

[assembly: AssemblyFixture(typeof(DevCluster.S3.Tests.Fixture))]

namespace DevCluster.S3.Tests;

/// <summary>One store for all tests; each test makes its own bucket.</summary>
public sealed class Fixture : IAsyncLifetime
{
    public const string AccessKey = "AKDEVCLUSTER";
    public const string SecretKey = "s3cr3t+with/odd=chars";

    private static int buckets;

    private readonly string _folder = Directory.CreateTempSubdirectory("s3-test-").FullName;
    private S3Server? _server;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Uri Address => _server!.Address;

    public static string NewBucketName() => $"bucket-{Interlocked.Increment(ref buckets)}";

    public static S3ServerOptions OptionsFor(string folder) => new() { DataDirectory = folder, Keys = new Dictionary<string, string> { [AccessKey] = SecretKey } };

    public async ValueTask InitializeAsync() => _server = await S3Server.StartAsync(OptionsFor(_folder), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public IMinioClient Minio(string secret = SecretKey, string region = "us-east-1", HttpClient? http = null)
    {
        IMinioClient client = new MinioClient().WithEndpoint(Address.Host, Address.Port).WithCredentials(AccessKey, secret).WithRegion(region);
        return (http is null ? client : client.WithHttpClient(http)).Build();
    }

    public AmazonS3Client Aws(string access = AccessKey, string secret = SecretKey, Action<AmazonS3Config>? configure = null)
    {
        AmazonS3Config config = new() { ServiceURL = Address.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 };
        configure?.Invoke(config);
        return new AmazonS3Client(new BasicAWSCredentials(access, secret), config);
    }

    public async Task<string> NewBucketAsync()
    {
        string name = NewBucketName();
        using AmazonS3Client aws = Aws();
        await aws.PutBucketAsync(name, Ct);
        return name;
    }
}
