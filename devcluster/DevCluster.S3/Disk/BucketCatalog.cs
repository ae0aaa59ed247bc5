using System.Collections.Concurrent;
using DevCluster.S3.Errors;

namespace DevCluster.S3.Disk;

/// <summary>The buckets, a folder each.</summary>
internal sealed class BucketCatalog
{
    private readonly ConcurrentDictionary<string, BucketStore> _buckets = new();
    private readonly string _folder;
    private readonly Lock _lock = new();

    public BucketCatalog(string folder, TimeProvider time)
    {
        _folder = folder;
        Time = time;
        Directory.CreateDirectory(folder);
        foreach (string bucket in Directory.GetDirectories(folder)) _buckets[Path.GetFileName(bucket)] = new BucketStore(bucket);
    }

    public TimeProvider Time { get; }

    public IEnumerable<BucketStore> All => _buckets.Values.OrderBy(bucket => bucket.Name, StringComparer.Ordinal);

    public BucketStore? Find(string name) => _buckets.GetValueOrDefault(name);

    public void Create(string name)
    {
        if (!BucketName.IsValid(name)) throw new S3Exception(S3Errors.InvalidBucketName);
        lock (_lock)
        {
            if (_buckets.ContainsKey(name)) throw new S3Exception(S3Errors.BucketAlreadyOwnedByYou);
            string folder = Path.Combine(_folder, name);
            Directory.CreateDirectory(folder);
            _buckets[name] = new BucketStore(folder);
        }
    }

    public void Delete(BucketStore bucket)
    {
        lock (_lock)
        {
            if (!bucket.Objects.IsEmpty) throw new S3Exception(S3Errors.BucketNotEmpty);
            _buckets.TryRemove(bucket.Name, out _);
            bucket.DeleteFiles();
        }
    }
}
