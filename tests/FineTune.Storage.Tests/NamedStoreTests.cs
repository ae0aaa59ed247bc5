using FineTune.Contract;
using Minio;
using Minio.DataModel.Args;

namespace FineTune.Storage.Tests;

/// <summary>The contract, on the store that S3_ENDPOINT names (a MinIO, s3rver, Swift, ...), with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; S3_CONDITIONS=no for one without conditional writes.</summary>
public sealed class NamedStoreTests : StoreContract
{
    private readonly string _bucket = $"finetune-test-{Guid.NewGuid():N}"[..30];
    private IObjectStore? _store;
    private IMinioClient? _minio;

    protected override IObjectStore Store => _store!;

    protected override ObjectUri Root => ObjectUri.Parse($"s3://{_bucket}/top/");

    protected override bool KeepsConditions => Variable("S3_CONDITIONS") != "no";

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Variable("S3_ENDPOINT") is not null, "S3_ENDPOINT names no store.");
        StorageSpec storage = new() { Endpoint = Variable("S3_ENDPOINT")!, Region = Variable("AWS_DEFAULT_REGION") ?? "us-east-1" };
        StoreCredentials keys = new(Variable("AWS_ACCESS_KEY_ID") ?? "", Variable("AWS_SECRET_ACCESS_KEY") ?? "");
        _store = ObjectStores.Create(storage, keys, S3Fixture.Quick);
        _minio = Client(new Uri(storage.Endpoint), keys, storage.Region);
        await _minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(_bucket), Ct);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_minio is { } minio)
        {
            // The store is somebody's: nothing may stay behind.
            var bucket = ObjectUri.Parse($"s3://{_bucket}/");
            // In rounds: s3rver pages in an order of its own and passes over keys.
            for (string[] keys; (keys = await KeysAsync(bucket)).Length > 0;)
                foreach (string key in keys) await Store.DeleteAsync(bucket.Append(key), Ct);
            await minio.RemoveBucketAsync(new RemoveBucketArgs().WithBucket(_bucket), Ct);
            minio.Dispose();
        }

        await base.DisposeAsync();
    }

    private static IMinioClient Client(Uri address, StoreCredentials keys, string region) => new MinioClient()
        .WithEndpoint(address.Host, address.Port).WithSSL(address.Scheme == "https").WithCredentials(keys.AccessKey, keys.SecretKey).WithRegion(region).Build();

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
