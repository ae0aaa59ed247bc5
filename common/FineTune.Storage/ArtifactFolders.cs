using System.Text.Json;
using FineTune.Contract;

namespace FineTune.Storage;

/// <summary>Folders that are committed by their manifest: files first, <c>manifest.json</c> last.</summary>
public static class ArtifactFolders
{
    private const int MostManifestBytes = 4 << 20;
    private const int MostTries = 5;

    /// <summary>Sends every file of a local folder, then the manifest; refuses to replace a newer attempt's.</summary>
    public static async Task<ArtifactManifest> PublishAsync(IObjectStore store, string localFolder, ObjectUri folder, ArtifactManifest header, CancellationToken ct)
    {
        await RefuseNewerAsync(store, folder, header, ct);
        List<ManifestFile> files = [];
        foreach (string path in Directory.EnumerateFiles(localFolder, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(localFolder, path).Replace('\\', '/');
            if (relative == ArtifactManifest.FileName) continue;
            string digest = await store.UploadAsync(path, folder.Append(relative), progress: null, ct);
            files.Add(new ManifestFile { Path = relative, Size = new FileInfo(path).Length, Sha256 = digest });
        }

        ArtifactManifest manifest = header with { Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)] };
        await CommitAsync(store, folder, manifest, ct);
        return manifest;
    }

    /// <summary>The manifest of a committed folder; null when the folder is not committed.</summary>
    public static async Task<ArtifactManifest?> ReadManifestAsync(IObjectStore store, ObjectUri folder, CancellationToken ct)
    {
        ObjectUri uri = folder.Append(ArtifactManifest.FileName);
        if (await store.ReadAsync(uri, MostManifestBytes, ct) is not { } content) return null;
        try
        {
            ArtifactManifest manifest = JsonSerializer.Deserialize<ArtifactManifest>(content, ContractJson.Lenient)
                ?? throw new StorageException(StorageFailure.Corrupt, $"{uri} is null");
            return manifest.Version == ArtifactManifest.CurrentVersion ? manifest
                : throw new StorageException(StorageFailure.Corrupt, $"{uri} is of version {manifest.Version}, this build reads {ArtifactManifest.CurrentVersion}");
        }
        catch (JsonException e)
        {
            throw new StorageException(StorageFailure.Corrupt, $"{uri} is no manifest: {e.Message}", e);
        }
    }

    /// <summary>Fetches every file a manifest lists and checks each against its digest.</summary>
    public static async Task DownloadAsync(IObjectStore store, ObjectUri folder, ArtifactManifest manifest, string localFolder, CancellationToken ct)
    {
        Directory.CreateDirectory(localFolder);
        foreach (ManifestFile file in manifest.Files)
        {
            // Append refuses paths that leave the folder.
            ObjectUri uri = folder.Append(file.Path);
            string path = Path.Combine(localFolder, file.Path);
            string digest = await store.DownloadAsync(uri, path, progress: null, ct);
            if (digest == file.Sha256 && new FileInfo(path).Length == file.Size) continue;
            File.Delete(path);
            throw new StorageException(StorageFailure.Corrupt, $"{uri} has sha256 {digest}, its manifest says {file.Sha256}");
        }
    }

    private static async Task CommitAsync(IObjectStore store, ObjectUri folder, ArtifactManifest manifest, CancellationToken ct)
    {
        ObjectUri uri = folder.Append(ArtifactManifest.FileName);
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(manifest, ContractJson.Indented);
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            // The tag is taken before the epoch is read: a commit in between makes the write fail.
            ObjectInfo? before = await store.StatAsync(uri, ct);
            await RefuseNewerAsync(store, folder, manifest, ct);
            if (await store.WriteAsync(uri, content, before is null ? WriteCondition.IfAbsent : WriteCondition.IfETag(before.ETag), ct)) return;
        }

        throw new StorageException(StorageFailure.Unavailable, $"{uri} kept changing while it was committed");
    }

    private static async Task RefuseNewerAsync(IObjectStore store, ObjectUri folder, ArtifactManifest mine, CancellationToken ct)
    {
        if (await ReadManifestAsync(store, folder, ct) is { } other && other.Epoch > mine.Epoch)
            throw new StorageException(StorageFailure.Superseded, $"{folder} was committed by attempt {other.Epoch}; attempt {mine.Epoch} may not replace it");
    }
}
