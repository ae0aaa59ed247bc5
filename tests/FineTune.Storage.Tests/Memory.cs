using System.Diagnostics;

namespace FineTune.Storage.Tests;

/// <summary>Memory stays small whatever an object's size.</summary>
public sealed class Memory(S3Fixture fixture)
{
    private const long Size = 384L << 20;
    private const long MostGrowth = 160L << 20;

    [Fact]
    public async Task A_large_object_goes_both_ways_through_little_memory()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string folder = Directory.CreateTempSubdirectory("memory-").FullName;
        try
        {
            string up = Path.Combine(folder, "up"), down = Path.Combine(folder, "down");
            await using (FileStream file = File.Create(up)) file.SetLength(Size);
            IObjectStore store = fixture.Client(options: new StoreOptions());
            ObjectUri uri = (await fixture.NewBucketAsync()).Append("large");
            using var process = Process.GetCurrentProcess();
            long before = process.WorkingSet64;
            string digest = await store.UploadAsync(up, uri, null, ct);
            Assert.Equal(digest, await store.DownloadAsync(uri, down, null, ct));
            process.Refresh();
            // The store's own memory is in it too: it runs in this process.
            Assert.InRange(process.WorkingSet64 - before, long.MinValue, MostGrowth);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
