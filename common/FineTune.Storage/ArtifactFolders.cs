using System.Text.Json;
using FineTune.Contract;

namespace FineTune.Storage;

/// <summary>Folders that become true at once: files first, then the manifest, conditionally.</summary>
public static class ArtifactFolders
{
    private const int MostManifestBytes = 16 << 20;
    private const int MostTries = 5;

    /// <summary>Publishes a local folder; a manifest of a newer attempt is never overwritten.</summary>
    public static async Task<ArtifactManifest> PublishAsync(IObjectStore store, string localFolder, ObjectUri folder, ArtifactManifest header, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        var paths = Directory.EnumerateFiles(localFolder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(localFolder, path).Replace('\\', '/'))
            .Where(path => path != ArtifactManifest.FileName)
            .Order(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var local = Path.Combine(localFolder, path);
            var digest = await store.UploadAsync(local, folder.Append(path), null, cancellationToken);
            files.Add(new ManifestFile { Path = path, Size = new FileInfo(local).Length, Sha256 = digest });
        }

        var manifest = header with { Files = files };
        await CommitAsync(store, folder, manifest, cancellationToken);
        return manifest;
    }

    /// <summary>A folder's manifest; null when it was never committed.</summary>
    public static async Task<ArtifactManifest?> ReadManifestAsync(IObjectStore store, ObjectUri folder, CancellationToken cancellationToken)
    {
        var uri = folder.Append(ArtifactManifest.FileName);
        var content = await store.ReadAsync(uri, MostManifestBytes, cancellationToken);
        if (content is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<ArtifactManifest>(content, ContractJson.Lenient);
        }
        catch (JsonException exception)
        {
            throw new StorageException(StorageFailure.Corrupt, $"{uri} is no manifest: {exception.Message}", exception);
        }
    }

    /// <summary>Fetches every file of a committed folder and checks each against its digest.</summary>
    public static async Task DownloadAsync(IObjectStore store, ObjectUri folder, ArtifactManifest manifest, string localFolder, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files)
        {
            var uri = folder.Append(file.Path); // refuses paths that lead out
            var local = Path.Combine(localFolder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(local)!);
            var digest = await store.DownloadAsync(uri, local, null, cancellationToken);
            if (digest != file.Sha256)
                throw new StorageException(StorageFailure.Corrupt, $"{uri} has sha256 {digest}, its manifest says {file.Sha256}");
        }
    }

    private static async Task CommitAsync(IObjectStore store, ObjectUri folder, ArtifactManifest manifest, CancellationToken cancellationToken)
    {
        var uri = folder.Append(ArtifactManifest.FileName);
        var content = JsonSerializer.SerializeToUtf8Bytes(manifest, ContractJson.Indented);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var info = await store.StatAsync(uri, cancellationToken);
            var current = info is null ? null : await ReadManifestAsync(store, folder, cancellationToken);
            if (current?.Epoch > manifest.Epoch)
                throw new StorageException(StorageFailure.AccessDenied, $"{uri} was committed by attempt {current.Epoch}; attempt {manifest.Epoch} may not overwrite it");
            if (await store.WriteAsync(uri, content, info is null ? WriteCondition.IfAbsent : WriteCondition.IfETag(info.ETag), cancellationToken))
                return;
        }

        throw new StorageException(StorageFailure.Unavailable, $"{uri} kept changing while it was committed");
    }
}
