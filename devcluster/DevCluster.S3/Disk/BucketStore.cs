using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DevCluster.S3.Errors;

namespace DevCluster.S3.Disk;

/// <summary>One bucket on disk: a record per key names the blob that holds its bytes, so that replacing the record replaces the object at once.</summary>
internal sealed class BucketStore
{
    private readonly string _folder;
    private readonly string _records;
    private readonly string _blobs;
    private readonly Lock _lock = new();

    public BucketStore(string folder)
    {
        _folder = folder;
        _records = Directory.CreateDirectory(Path.Combine(folder, "objects")).FullName;
        _blobs = Directory.CreateDirectory(Path.Combine(folder, "blobs")).FullName;
        Uploads = new UploadStore(Path.Combine(folder, "uploads"));
        Created = Directory.GetCreationTimeUtc(folder);
        Objects = [];
        Objects = Directory.EnumerateFiles(_records, "*.json").Select(JsonFile.Read<StoredObject>).ToImmutableSortedSet(KeyOrder.Objects);
        RemoveLeftovers();
    }

    public string Name => Path.GetFileName(_folder);

    public DateTimeOffset Created { get; }

    public UploadStore Uploads { get; }

    /// <summary>All objects, by key; a value that does not change under its reader.</summary>
    public ImmutableSortedSet<StoredObject> Objects { get; private set; }

    public StoredObject? Find(string key) => Objects.TryGetValue(StoredObject.Probe(key), out StoredObject found) ? found : null;

    /// <summary>The object of a key and its opened bytes, which stay readable whatever happens to the key.</summary>
    public (StoredObject Object, FileStream Bytes) Open(string key)
    {
        while (true)
        {
            StoredObject found = Find(key) ?? throw new S3Exception(S3Errors.NoSuchKey);
            try
            {
                return (found, new FileStream(BlobPath(found.Blob), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous));
            }
            catch (FileNotFoundException) when (Find(key) != found)
            {
                // Replaced between the look and the opening: look again.
            }
        }
    }

    /// <summary>A new blob, to be committed or discarded.</summary>
    public (string Name, FileStream Bytes) CreateBlob()
    {
        string name = Guid.NewGuid().ToString("N");
        return (name, new FileStream(BlobPath(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous));
    }

    public void DiscardBlob(string name) => File.Delete(BlobPath(name));

    /// <summary>Makes an object true, if the condition holds now.</summary>
    public void Commit(StoredObject stored, Precondition condition)
    {
        lock (_lock)
        {
            StoredObject? before = Find(stored.Key);
            condition.Check(before);
            JsonFile.Write(RecordPath(stored.Key), stored);
            Objects = (before is null ? Objects : Objects.Remove(before)).Add(stored);
            if (before is not null) DiscardBlob(before.Blob);
        }
    }

    /// <summary>Removes a key, if the condition holds now; nothing happens when it is absent.</summary>
    public void Remove(string key, Precondition condition)
    {
        lock (_lock)
        {
            StoredObject? before = Find(key);
            condition.Check(before);
            if (before is null) return;
            File.Delete(RecordPath(key));
            Objects = Objects.Remove(before);
            DiscardBlob(before.Blob);
        }
    }

    public void DeleteFiles() => Directory.Delete(_folder, recursive: true);

    private string BlobPath(string name) => Path.Combine(_blobs, name);

    // Keys are longer than file names may be, and hold what file names may not.
    private string RecordPath(string key) => Path.Combine(_records, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json");

    private void RemoveLeftovers()
    {
        HashSet<string> known = [.. Objects.Select(stored => stored.Blob)];
        foreach (string blob in Directory.GetFiles(_blobs).Where(blob => !known.Contains(Path.GetFileName(blob)))) File.Delete(blob);
        foreach (string aside in Directory.GetFiles(_records, "*.tmp")) File.Delete(aside);
    }
}
