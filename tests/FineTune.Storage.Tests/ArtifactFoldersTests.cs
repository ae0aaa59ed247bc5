using System.Text;
using FineTune.Contract;

namespace FineTune.Storage.Tests;

/// <summary>A folder is committed by its manifest, and a newer attempt's commit stands.</summary>
public sealed class ArtifactFoldersTests : IDisposable
{
    private readonly string _local = Directory.CreateTempSubdirectory("artifacts-").FullName;
    private readonly IObjectStore _store = ObjectStores.Create(null, null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ObjectUri Folder => ObjectUri.Parse($"file://{_local}/store/checkpoint/");

    [Fact]
    public async Task A_published_folder_comes_back_file_by_file()
    {
        ArtifactManifest manifest = await ArtifactFolders.PublishAsync(_store, Source(("b/x.bin", "xyz"), ("a.txt", "a")), Folder, Header(epoch: 1), Ct);
        Assert.Equal([("a.txt", 1L), ("b/x.bin", 3L)], manifest.Files.Select(file => (file.Path, file.Size)));
        ArtifactManifest read = (await ArtifactFolders.ReadManifestAsync(_store, Folder, Ct))!;
        Assert.Equal(manifest.Files, read.Files);
        string down = Path.Combine(_local, "down");
        await ArtifactFolders.DownloadAsync(_store, Folder, read, down, Ct);
        Assert.Equal("xyz", await File.ReadAllTextAsync(Path.Combine(down, "b/x.bin"), Ct));
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_not_committed()
    {
        await _store.WriteAsync(Folder.Append("a.txt"), [1], WriteCondition.Always, Ct);
        Assert.Null(await ArtifactFolders.ReadManifestAsync(_store, Folder, Ct));
    }

    [Fact]
    public async Task The_same_or_a_newer_attempt_may_publish_again_and_an_older_one_may_not()
    {
        await ArtifactFolders.PublishAsync(_store, Source(("a.txt", "one")), Folder, Header(epoch: 2), Ct);
        await ArtifactFolders.PublishAsync(_store, Source(("a.txt", "two")), Folder, Header(epoch: 2), Ct);
        await ArtifactFolders.PublishAsync(_store, Source(("a.txt", "three")), Folder, Header(epoch: 3), Ct);
        var failure = await Assert.ThrowsAsync<StorageException>(() => ArtifactFolders.PublishAsync(_store, Source(("a.txt", "zombie")), Folder, Header(epoch: 2), Ct));
        Assert.Equal(StorageFailure.Superseded, failure.Failure);
        Assert.Equal("three", Encoding.UTF8.GetString((await _store.ReadAsync(Folder.Append("a.txt"), 100, Ct))!));
        Assert.Equal(3, (await ArtifactFolders.ReadManifestAsync(_store, Folder, Ct))!.Epoch);
    }

    [Fact]
    public async Task A_changed_file_is_refused_by_its_digest_and_not_kept()
    {
        ArtifactManifest manifest = await ArtifactFolders.PublishAsync(_store, Source(("a.txt", "one")), Folder, Header(epoch: 1), Ct);
        await _store.WriteAsync(Folder.Append("a.txt"), "two"u8.ToArray(), WriteCondition.Always, Ct);
        string down = Path.Combine(_local, "down");
        var failure = await Assert.ThrowsAsync<StorageException>(() => ArtifactFolders.DownloadAsync(_store, Folder, manifest, down, Ct));
        Assert.Equal(StorageFailure.Corrupt, failure.Failure);
        Assert.Empty(Directory.GetFiles(down));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":7,"kind":"run","runUid":"u","epoch":1,"step":1,"fingerprint":"f","files":[]}""")]
    public async Task What_is_no_manifest_is_refused(string content)
    {
        await _store.WriteAsync(Folder.Append(ArtifactManifest.FileName), Encoding.UTF8.GetBytes(content), WriteCondition.Always, Ct);
        var failure = await Assert.ThrowsAsync<StorageException>(() => ArtifactFolders.ReadManifestAsync(_store, Folder, Ct));
        Assert.Equal(StorageFailure.Corrupt, failure.Failure);
    }

    [Fact]
    public async Task A_manifest_that_points_outside_its_folder_fetches_nothing()
    {
        ArtifactManifest manifest = Header(epoch: 1) with { Files = [new ManifestFile { Path = "../../etc/passwd", Size = 1, Sha256 = "00" }] };
        await Assert.ThrowsAsync<FormatException>(() => ArtifactFolders.DownloadAsync(_store, Folder, manifest, Path.Combine(_local, "down"), Ct));
    }

    public void Dispose() => Directory.Delete(_local, recursive: true);

    private static ArtifactManifest Header(int epoch) => new()
    {
        Version = ArtifactManifest.CurrentVersion,
        Kind = "checkpoint",
        RunUid = "u-1",
        Epoch = epoch,
        Step = 10,
        Fingerprint = "sha256:00",
        Files = [],
    };

    private string Source(params (string Path, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_local, Guid.NewGuid().ToString("N"))).FullName;
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        return folder;
    }
}
