namespace FineTune.Storage;

/// <summary>What a store knows of an object; in a listing the key is relative to the folder listed.</summary>
public sealed record ObjectInfo(string Key, long Size, string ETag, DateTimeOffset LastModified);
