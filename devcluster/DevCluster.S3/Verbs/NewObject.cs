using DevCluster.S3.Disk;

namespace DevCluster.S3.Verbs;

/// <summary>Writes a blob and commits it as an object; a blob that is not committed is discarded.</summary>
internal static class NewObject
{
    /// <summary>The object that <paramref name="write"/> makes of the blob's bytes.</summary>
    public static async Task<StoredObject> CommitAsync(BucketStore bucket, Precondition condition, Func<string, FileStream, Task<StoredObject>> write)
    {
        (string name, FileStream bytes) = bucket.CreateBlob();
        try
        {
            StoredObject stored;
            await using (bytes) stored = await write(name, bytes);
            bucket.Commit(stored, condition);
            return stored;
        }
        catch
        {
            bucket.DiscardBlob(name);
            throw;
        }
    }

    /// <summary>Now, in the whole seconds that HTTP's dates have.</summary>
    public static DateTimeOffset Now(BucketCatalog buckets) => DateTimeOffset.FromUnixTimeSeconds(buckets.Time.GetUtcNow().ToUnixTimeSeconds());
}
