namespace FineTune.Storage.Files;

/// <summary>The twin of the S3 store on this machine's files: a folder is a prefix, a file an object.</summary>
internal sealed class FileStore : IObjectStore
{
    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken ct) => FileTrouble.NamedAsync(uri, () =>
    {
        FileInfo file = new(uri.LocalPath);
        return Task.FromResult(file.Exists ? InfoOf(file, uri.Name) : null);
    });

    public async IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string root = "/" + prefix.FolderKey;
        // All names first: callers remove what they are shown.
        string[] keys = await FileTrouble.NamedAsync(prefix, () => Task.FromResult(KeysBelow(root)));
        foreach (string key in keys)
        {
            ct.ThrowIfCancellationRequested();
            if (await StatAsync(prefix.Append(key), ct) is { } info) yield return info with { Key = key };
        }
    }

    public Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken ct) => FileTrouble.NamedAsync(uri, async () =>
    {
        string part = path + ".part";
        string digest;
        await using (FileStream source = LocalFile.OpenRead(uri.LocalPath))
        await using (FileStream target = LocalFile.Create(part, source.Length))
            digest = await HashedCopy.RunAsync(source, target, progress, ct);
        File.Move(part, path, overwrite: true);
        return digest;
    });

    public Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken ct) => FileTrouble.NamedAsync<byte[]?>(uri, async () =>
    {
        if (!File.Exists(uri.LocalPath)) return null;
        await using FileStream stream = LocalFile.OpenRead(uri.LocalPath);
        if (stream.Length > limit) throw new StorageException(StorageFailure.Corrupt, $"{uri} is {stream.Length} bytes long, {limit} are allowed");
        byte[] content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, ct);
        return content;
    });

    public Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken ct) => FileTrouble.NamedAsync(uri, async () =>
    {
        await using FileStream source = LocalFile.OpenRead(path);
        string digest = "";
        await WriteAsideAsync(uri, source.Length, async target => digest = await HashedCopy.RunAsync(source, target, progress, ct));
        return digest;
    });

    public Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken ct) => FileTrouble.NamedAsync(uri, async () =>
    {
        if (condition == WriteCondition.Always) return await PutAsync(uri, content, ct);
        Directory.CreateDirectory(Path.GetDirectoryName(uri.LocalPath)!);
        // A rename without overwriting is no guard: the runtime looks first and renames then.
        await using IAsyncDisposable mine = await FileLock.TakeAsync(uri.LocalPath, ct);
        string? tag = (await StatAsync(uri, ct))?.ETag;
        return tag == condition.Tag && await PutAsync(uri, content, ct);
    });

    public Task DeleteAsync(ObjectUri uri, CancellationToken ct) => FileTrouble.NamedAsync(uri, () =>
    {
        if (File.Exists(uri.LocalPath)) File.Delete(uri.LocalPath);
        return Task.FromResult(true);
    });

    private static string[] KeysBelow(string root) => !Directory.Exists(root) ? []
        : [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !HiddenName.Is(path))
            .Select(path => Path.GetRelativePath(root, path))
            .Order(StringComparer.Ordinal)];

    private static async Task<bool> PutAsync(ObjectUri uri, byte[] content, CancellationToken ct)
    {
        await WriteAsideAsync(uri, content.Length, target => target.WriteAsync(content, ct).AsTask());
        return true;
    }

    private static async Task WriteAsideAsync(ObjectUri uri, long length, Func<FileStream, Task> write)
    {
        string aside = HiddenName.Beside(uri.LocalPath, Guid.NewGuid().ToString("N"));
        try
        {
            await using (FileStream target = LocalFile.Create(aside, length))
            {
                await write(target);
                target.Flush(flushToDisk: true);
            }

            File.Move(aside, uri.LocalPath, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static ObjectInfo? InfoOf(FileInfo file, string key)
    {
        try
        {
            return new ObjectInfo(key, file.Length, FileTag.Of(file), file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            // Removed between the look and the read.
            return null;
        }
    }
}
