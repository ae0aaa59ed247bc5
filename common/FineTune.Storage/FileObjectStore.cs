using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace FineTune.Storage;

/// <summary><c>file://</c>: the same promises over a folder, for runs without any cluster.</summary>
internal sealed class FileObjectStore : IObjectStore
{
    // Conditional writes of one process are in order; between processes a file:// run has one writer.
    private static readonly SemaphoreSlim Writing = new(1, 1);

    public Task<ObjectInfo?> StatAsync(ObjectUri uri, CancellationToken cancellationToken)
    {
        var file = new FileInfo(uri.LocalPath);
        return Task.FromResult(file.Exists ? Info(file, uri.Key) : null);
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(ObjectUri folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(folder.LocalPath);
        if (!Directory.Exists(root))
            yield break;
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Key: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .OrderBy(file => file.Key, StringComparer.Ordinal);
        foreach (var (path, key) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Info(new FileInfo(path), key);
        }

        await Task.CompletedTask;
    }

    public async Task<string> DownloadAsync(ObjectUri uri, string path, IProgress<long>? progress, CancellationToken cancellationToken) =>
        await CopyAsync(uri, uri.LocalPath, path, progress, cancellationToken);

    public async Task<byte[]?> ReadAsync(ObjectUri uri, int limit, CancellationToken cancellationToken)
    {
        var file = new FileInfo(uri.LocalPath);
        if (!file.Exists)
            return null;
        if (file.Length > limit)
            throw new StorageException(StorageFailure.Corrupt, $"{uri} has {file.Length} bytes, at most {limit} are read");
        return await Guard(uri, () => File.ReadAllBytesAsync(file.FullName, cancellationToken));
    }

    public async Task<string> UploadAsync(string path, ObjectUri uri, IProgress<long>? progress, CancellationToken cancellationToken) =>
        await CopyAsync(uri, path, uri.LocalPath, progress, cancellationToken);

    public async Task<bool> WriteAsync(ObjectUri uri, byte[] content, WriteCondition condition, CancellationToken cancellationToken)
    {
        await Writing.WaitAsync(cancellationToken);
        try
        {
            var current = await StatAsync(uri, cancellationToken);
            if ((condition.MustBeAbsent && current is not null) || (condition.ETag is { } tag && current?.ETag != tag))
                return false;
            return await Guard(uri, async () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(uri.LocalPath)!);
                var part = uri.LocalPath + ".part";
                await File.WriteAllBytesAsync(part, content, cancellationToken);
                File.Move(part, uri.LocalPath, overwrite: true);
                return true;
            });
        }
        finally
        {
            Writing.Release();
        }
    }

    public Task DeleteAsync(ObjectUri uri, CancellationToken cancellationToken) => Guard(uri, () =>
    {
        if (File.Exists(uri.LocalPath))
            File.Delete(uri.LocalPath);
        return Task.FromResult(true);
    });

    // The name carries length and time: enough to notice a change between two looks.
    private static ObjectInfo Info(FileInfo file, string key) =>
        new(key, file.Length, $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}", file.LastWriteTimeUtc);

    private static Task<string> CopyAsync(ObjectUri uri, string from, string to, IProgress<long>? progress, CancellationToken cancellationToken) => Guard(uri, async () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        var part = to + ".part";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var source = File.OpenRead(from))
        await using (var target = File.Create(part))
            await HashingCopy.RunAsync(source, target, hash, progress, cancellationToken);
        File.Move(part, to, overwrite: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    });

    private static async Task<T> Guard<T>(ObjectUri uri, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StorageException(StorageFailure.NotFound, $"{uri} does not exist", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StorageException(StorageFailure.AccessDenied, $"{uri} may not be read or written", exception);
        }
        catch (IOException exception)
        {
            throw new StorageException(StorageFailure.Unavailable, $"{uri}: {exception.Message}", exception);
        }
    }
}
