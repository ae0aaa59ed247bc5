using System.Security.Cryptography;
using System.Text;

namespace FineTune.Storage.Tests;

/// <summary>What every store does, whatever it is made of; each kind of store runs these tests.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected StoreContract() => Local = Directory.CreateTempSubdirectory("store-test-").FullName;

    protected string Local { get; }

    protected abstract IObjectStore Store { get; }

    protected abstract ObjectUri Root { get; }

    /// <summary>Whether the store keeps to the conditions of writes; every one we build for does.</summary>
    protected virtual bool KeepsConditions => true;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_absent_object_is_null_and_its_removal_is_no_failure()
    {
        ObjectUri uri = Root.Append("nothing/here");
        Assert.Null(await Store.StatAsync(uri, Ct));
        Assert.Null(await Store.ReadAsync(uri, 10, Ct));
        await Store.DeleteAsync(uri, Ct);
        Assert.Empty(await KeysAsync(Root.Append("nothing/")));
    }

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("deep/er/file.bin")]
    [InlineData("a b+c=d&e%41.txt")]
    [InlineData("ä/模型.safetensors")]
    [InlineData("(x)'!*~,;:@$.bin")]
    public async Task What_is_written_is_read_back_under_any_name(string key)
    {
        ObjectUri uri = Root.Append(key);
        Assert.True(await Store.WriteAsync(uri, "hello"u8.ToArray(), WriteCondition.Always, Ct));
        Assert.Equal("hello", Encoding.UTF8.GetString((await Store.ReadAsync(uri, 5, Ct))!));
        Assert.Equal([key], await KeysAsync(Root));
        ObjectInfo info = (await Store.StatAsync(uri, Ct))!;
        Assert.Equal((5, key.Split('/')[^1]), (info.Size, info.Key));
        Assert.InRange(info.LastModified, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        await Store.DeleteAsync(uri, Ct);
        Assert.Empty(await KeysAsync(Root));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(9_500_000)]
    public async Task A_file_goes_up_and_comes_down_with_its_digest(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        string up = Path.Combine(Local, "up"), down = Path.Combine(Local, "new/folder/down");
        await File.WriteAllBytesAsync(up, content, Ct);
        Steps sent = new(), received = new();
        Assert.Equal(digest, await Store.UploadAsync(up, Root.Append("x/big"), sent, Ct));
        Assert.Equal(digest, await Store.DownloadAsync(Root.Append("x/big"), down, received, Ct));
        Assert.Equal(content, await File.ReadAllBytesAsync(down, Ct));
        Assert.Equal(length, sent.Last);
        Assert.Equal(length, received.Last);
        Assert.Equal([down], Directory.GetFiles(Path.GetDirectoryName(down)!));
    }

    [Fact]
    public async Task Downloading_what_is_absent_fails_by_name_and_leaves_no_file()
    {
        string path = Path.Combine(Local, "down");
        await File.WriteAllTextAsync(path, "old", Ct);
        var failure = await Assert.ThrowsAsync<StorageException>(() => Store.DownloadAsync(Root.Append("absent"), path, null, Ct));
        Assert.Equal(StorageFailure.NotFound, failure.Failure);
        Assert.Contains("absent", failure.Message);
        Assert.Equal("old", await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task A_listing_is_recursive_ordered_relative_and_complete_beyond_a_thousand()
    {
        ObjectUri folder = Root.Append("many/");
        await Parallel.ForAsync(0, 1205, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (i, ct) => Assert.True(await Store.WriteAsync(folder.Append($"d{i % 7}/f{i:d4}"), [1], WriteCondition.Always, ct)));
        await Store.WriteAsync(Root.Append("many-not/x"), [1], WriteCondition.Always, Ct);
        string[] keys = await KeysAsync(Root.Append("many"));
        Assert.Equal(Enumerable.Range(0, 1205).Select(i => $"d{i % 7}/f{i:d4}").Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task What_is_listed_may_be_removed_while_it_is_listed()
    {
        foreach (string name in new[] { "a", "b", "c" }) await Store.WriteAsync(Root.Append(name), [1], WriteCondition.Always, Ct);
        await foreach (ObjectInfo item in Store.ListAsync(Root, Ct)) await Store.DeleteAsync(Root.Append(item.Key), Ct);
        Assert.Empty(await KeysAsync(Root));
    }

    [Fact]
    public async Task A_write_if_absent_succeeds_once()
    {
        SkipWithoutConditions();
        ObjectUri uri = Root.Append("fence.json");
        Assert.True(await Store.WriteAsync(uri, [1], WriteCondition.IfAbsent, Ct));
        Assert.False(await Store.WriteAsync(uri, [2], WriteCondition.IfAbsent, Ct));
        Assert.Equal([1], (await Store.ReadAsync(uri, 1, Ct))!);
    }

    [Fact]
    public async Task Of_many_writers_of_one_absent_object_one_wins()
    {
        SkipWithoutConditions();
        ObjectUri uri = Root.Append("race/fence.json");
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store.WriteAsync(uri, [(byte)i], WriteCondition.IfAbsent, Ct))));
        Assert.Single(won, true);
        Assert.Equal([(byte)Array.IndexOf(won, true)], (await Store.ReadAsync(uri, 1, Ct))!);
    }

    [Fact]
    public async Task A_write_over_a_version_needs_that_version()
    {
        SkipWithoutConditions();
        ObjectUri uri = Root.Append("fence.json");
        Assert.False(await Store.WriteAsync(uri, [9], WriteCondition.IfETag("0123"), Ct));
        await Store.WriteAsync(uri, [1], WriteCondition.Always, Ct);
        string tag = (await Store.StatAsync(uri, Ct))!.ETag;
        Assert.Equal(tag, (await SingleAsync(Root)).ETag);
        Assert.True(await Store.WriteAsync(uri, [2], WriteCondition.IfETag(tag), Ct));
        Assert.False(await Store.WriteAsync(uri, [3], WriteCondition.IfETag(tag), Ct));
        Assert.Equal([2], (await Store.ReadAsync(uri, 1, Ct))!);
    }

    [Fact]
    public async Task Of_many_writers_over_one_version_one_wins()
    {
        SkipWithoutConditions();
        ObjectUri uri = Root.Append("fence.json");
        await Store.WriteAsync(uri, [100], WriteCondition.Always, Ct);
        string tag = (await Store.StatAsync(uri, Ct))!.ETag;
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => Store.WriteAsync(uri, [(byte)i], WriteCondition.IfETag(tag), Ct))));
        Assert.Single(won, true);
        Assert.Equal(["fence.json"], await KeysAsync(Root));
    }

    [Fact]
    public async Task A_read_larger_than_its_limit_is_refused()
    {
        await Store.WriteAsync(Root.Append("six"), new byte[6], WriteCondition.Always, Ct);
        var failure = await Assert.ThrowsAsync<StorageException>(() => Store.ReadAsync(Root.Append("six"), 5, Ct));
        Assert.Equal(StorageFailure.Corrupt, failure.Failure);
    }

    [Fact]
    public async Task A_canceled_call_ends_as_canceled()
    {
        await Store.WriteAsync(Root.Append("x"), new byte[6], WriteCondition.Always, Ct);
        CancellationToken canceled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DownloadAsync(Root.Append("x"), Path.Combine(Local, "x"), null, canceled));
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Local, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected async Task<string[]> KeysAsync(ObjectUri prefix) => [.. await Store.ListAsync(prefix, Ct).Select(item => item.Key).ToArrayAsync(Ct)];

    private void SkipWithoutConditions() => Assert.SkipUnless(KeepsConditions, "This store has no conditional writes.");

    private async Task<ObjectInfo> SingleAsync(ObjectUri prefix) => await Store.ListAsync(prefix, Ct).SingleAsync(Ct);
}
