namespace FineTune.Storage.Tests;

/// <summary>The contract, on an S3 store.</summary>
public sealed class S3StoreTests(S3Fixture fixture) : StoreContract
{
    private ObjectUri _bucket;

    protected override IObjectStore Store { get; } = fixture.Client();

    protected override ObjectUri Root => _bucket.Append("top/");

    public override async ValueTask InitializeAsync() => _bucket = await fixture.NewBucketAsync();

    [Fact]
    public async Task A_bucket_itself_can_be_listed()
    {
        await Store.WriteAsync(_bucket.Append("x"), [1], WriteCondition.Always, Ct);
        Assert.Equal(["x"], await KeysAsync(_bucket));
    }

    [Fact]
    public async Task A_missing_bucket_is_told_by_name()
    {
        var nowhere = ObjectUri.Parse("s3://no-such-bucket/x");
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => Store.StatAsync(nowhere, Ct),
            () => Store.ReadAsync(nowhere, 10, Ct),
            () => Store.DownloadAsync(nowhere, Path.Combine(Local, "x"), null, Ct),
            () => Store.WriteAsync(nowhere, [1], WriteCondition.IfAbsent, Ct),
            () => KeysAsync(nowhere),
        })
        {
            var failure = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Equal(StorageFailure.NotFound, failure.Failure);
            Assert.Contains("no-such-bucket", failure.Message);
            Assert.Contains("no such bucket", failure.Message);
        }
    }

    [Theory]
    [InlineData("wrong-secret", "us-east-1")]
    [InlineData(S3Fixture.SecretKey, "eu-central-1")]
    public async Task Wrong_keys_and_regions_are_told_by_place_and_without_the_secret(string secret, string region)
    {
        IObjectStore store = fixture.Client(secret: secret, region: region);
        ObjectUri uri = _bucket.Append("x");
        string file = Path.Combine(Local, "f");
        await File.WriteAllTextAsync(file, "x", Ct);
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => store.StatAsync(uri, Ct),
            () => store.ReadAsync(uri, 10, Ct),
            () => store.DownloadAsync(uri, Path.Combine(Local, "x"), null, Ct),
            () => store.UploadAsync(file, uri, null, Ct),
            () => store.WriteAsync(uri, [1], WriteCondition.Always, Ct),
            () => store.DeleteAsync(uri, Ct),
            () => store.ListAsync(_bucket, Ct).ToArrayAsync(Ct).AsTask(),
        })
        {
            var failure = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Equal(StorageFailure.AccessDenied, failure.Failure);
            Assert.Contains(_bucket.Bucket, failure.Message);
            Assert.Contains($"127.0.0.1:{fixture.Address.Port}", failure.Message);
            Assert.DoesNotContain(secret, failure.ToString());
        }
    }

    [Fact]
    public async Task An_unreachable_store_is_told_by_place()
    {
        IObjectStore store = fixture.Client(new Uri("http://127.0.0.1:1"), options: S3Fixture.Quick with { Retries = 1 });
        foreach (Func<Task> call in new Func<Task>[] { () => store.StatAsync(Root, Ct), () => store.ReadAsync(Root, 1, Ct), () => store.ListAsync(Root, Ct).ToArrayAsync(Ct).AsTask() })
        {
            var failure = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Equal(StorageFailure.Unavailable, failure.Failure);
            Assert.Contains("http://127.0.0.1:1", failure.Message);
        }
    }

    [Theory]
    [InlineData("ftp://x", StorageFailure.Unsupported)]
    [InlineData("127.0.0.1:9000", StorageFailure.Unsupported)]
    [InlineData("http://x:9000/prefix", StorageFailure.Unsupported)]
    [InlineData("http://key:hush@x:9000", StorageFailure.Unsupported)]
    public void What_is_no_endpoint_is_refused(string endpoint, StorageFailure expected)
    {
        var failure = Assert.Throws<StorageException>(() => ObjectStores.Create(new Contract.StorageSpec { Endpoint = endpoint }, new StoreCredentials("a", "b")));
        Assert.Equal(expected, failure.Failure);
        Assert.DoesNotContain("hush", failure.Message);
    }
}
