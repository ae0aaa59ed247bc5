namespace DevCluster.S3.Disk;

/// <summary>One object as its record on disk says it: what it is called, and which blob holds its bytes.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Blob">The file of its bytes.</param>
/// <param name="Size">Its length.</param>
/// <param name="ETag">Its tag, without quotes.</param>
/// <param name="LastModified">When it was written, in whole seconds.</param>
/// <param name="Headers">What was sent with it and comes back with it: content type, user metadata, ...</param>
internal sealed record StoredObject(string Key, string Blob, long Size, string ETag, DateTimeOffset LastModified, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Only a key, to look others up by.</summary>
    public static StoredObject Probe(string key) => new(key, "", 0, "", default, new Dictionary<string, string>());
}
