namespace DevCluster.S3.Disk;

/// <summary>A multipart upload as its record on disk says it.</summary>
internal sealed record Upload(string Id, string Key, DateTimeOffset Initiated, IReadOnlyDictionary<string, string> Headers);
