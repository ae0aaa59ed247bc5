namespace FineTune.Storage;

/// <summary>What a store knows about an object.</summary>
/// <param name="Key">Its key, relative to the listed prefix; of a single object, its name.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="ETag">Its version's tag, without quotes.</param>
/// <param name="LastModified">When it was written.</param>
public sealed record ObjectInfo(string Key, long Size, string ETag, DateTimeOffset LastModified);
