namespace FineTune.Storage.Tests;

/// <summary>The contract, on files.</summary>
public sealed class FileStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-test-root-").FullName;

    protected override IObjectStore Store { get; } = ObjectStores.Create(null, null);

    protected override ObjectUri Root => ObjectUri.Parse($"file://{_folder}/top/");

    [Fact]
    public async Task An_s3_uri_without_an_endpoint_is_refused_by_name()
    {
        var failure = await Assert.ThrowsAsync<StorageException>(() => Store.StatAsync(ObjectUri.Parse("s3://models/x"), Ct));
        Assert.Contains("s3://models/x needs an object store", failure.Message);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
