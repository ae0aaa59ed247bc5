using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FineTune.Storage.Tests;

/// <summary>Broken connections, refusals, silence: retried where that helps, told where it does not, and never taken for data.</summary>
public sealed class Faults(S3Fixture fixture) : IAsyncLifetime
{
    private const string SlowDown = "<?xml version=\"1.0\"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

    private readonly string _local = Directory.CreateTempSubdirectory("faults-").FullName;
    private readonly byte[] _content = RandomNumberGenerator.GetBytes((5 << 20) + 12345);
    private ObjectUri _object;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Down => Path.Combine(_local, "down");

    public async ValueTask InitializeAsync()
    {
        _object = (await fixture.NewBucketAsync()).Append("model.bin");
        await File.WriteAllBytesAsync(Path.Combine(_local, "up"), _content, Ct);
        await fixture.Client().UploadAsync(Path.Combine(_local, "up"), _object, null, Ct);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_local, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Ranges_that_break_off_go_on_where_they_stopped()
    {
        await using FaultProxy proxy = new(fixture.Address, FirstTimes(3, IsRange, new Fault.Cut(400_000)));
        Assert.Equal(Digest(_content), await fixture.Client(proxy.Address).DownloadAsync(_object, Down, null, Ct));
        Assert.Equal(_content, await File.ReadAllBytesAsync(Down, Ct));
    }

    [Theory]
    [InlineData(500, "oops, no document")]
    [InlineData(503, SlowDown)]
    [InlineData(429, "")]
    [InlineData(504, "<html>gateway</html>")]
    public async Task A_store_that_is_busy_is_asked_again(int status, string body)
    {
        await using FaultProxy proxy = new(fixture.Address, FirstTimes(6, _ => true, new Fault.Answer(status, body)));
        IObjectStore store = fixture.Client(proxy.Address, options: S3Fixture.Quick with { Retries = 8 });
        Assert.NotNull(await store.StatAsync(_object, Ct));
        Assert.Equal(Digest(_content), await store.DownloadAsync(_object, Down, null, Ct));
        Assert.True(await store.WriteAsync(_object, [1], WriteCondition.Always, Ct));
        Assert.Single(await store.ListAsync(ObjectUri.Parse($"s3://{_object.Bucket}/"), Ct).ToArrayAsync(Ct));
    }

    [Theory]
    [InlineData(200, "", StorageFailure.Corrupt)]
    [InlineData(206, "Content-Range: bytes 7-8/9\r\n", StorageFailure.Corrupt)]
    [InlineData(204, "", StorageFailure.Corrupt)]
    [InlineData(301, "Location: http://127.0.0.1:1/\r\n", StorageFailure.Unsupported)]
    [InlineData(400, "", StorageFailure.Corrupt)]
    [InlineData(403, "", StorageFailure.AccessDenied)]
    [InlineData(404, "", StorageFailure.NotFound)]
    [InlineData(412, "", StorageFailure.Corrupt)]
    [InlineData(416, "", StorageFailure.Corrupt)]
    [InlineData(429, "", StorageFailure.Unavailable)]
    [InlineData(500, "", StorageFailure.Unavailable)]
    [InlineData(501, "", StorageFailure.Unsupported)]
    [InlineData(503, "", StorageFailure.Unavailable)]
    public async Task No_other_answer_is_ever_taken_for_data(int status, string headers, StorageFailure expected)
    {
        string body = status == 204 ? "" : "<Error><Code></Code><Message>this is no model</Message></Error>";
        await using FaultProxy proxy = new(fixture.Address, line => IsRange(line) ? new Fault.Answer(status, body, headers) : new Fault.None());
        IObjectStore store = fixture.Client(proxy.Address, options: S3Fixture.Quick with { Retries = 1 });
        var failure = await Assert.ThrowsAsync<StorageException>(() => store.DownloadAsync(_object, Down, null, Ct));
        Assert.Equal(expected, failure.Failure);
        Assert.Contains(_object.ToString(), failure.Message);
        Assert.Contains(proxy.Address.Authority, failure.Message);
        Assert.DoesNotContain("X-Amz-Signature", failure.ToString());
        Assert.False(File.Exists(Down));
        if (status is 200) return;
        if (status is 404) Assert.Null(await store.ReadAsync(_object, 1 << 24, Ct));
        else Assert.Equal(status is 412 or 416 or 400 or 204 or 206 ? StorageFailure.Corrupt : expected, (await Assert.ThrowsAsync<StorageException>(() => store.ReadAsync(_object, 1 << 24, Ct))).Failure);
    }

    [Fact]
    public async Task A_silent_store_is_given_up_in_time()
    {
        await using FaultProxy proxy = new(fixture.Address, _ => new Fault.Stall());
        IObjectStore store = fixture.Client(proxy.Address, options: S3Fixture.Quick with { Retries = 1, Silence = TimeSpan.FromMilliseconds(200) });
        foreach (Func<Task> call in new Func<Task>[] { () => store.StatAsync(_object, Ct), () => store.ReadAsync(_object, 9, Ct), () => store.UploadAsync(Path.Combine(_local, "up"), _object, null, Ct) })
            Assert.Equal(StorageFailure.Unavailable, (await Assert.ThrowsAsync<StorageException>(call)).Failure);
    }

    [Fact]
    public async Task A_later_try_fetches_only_what_is_missing()
    {
        int ranges = 0;
        await using FaultProxy failing = new(fixture.Address, line => IsRange(line) && Interlocked.Increment(ref ranges) > 3 ? new Fault.Answer(403, "") : new Fault.None());
        await Assert.ThrowsAsync<StorageException>(() => fixture.Client(failing.Address, options: S3Fixture.Quick with { Retries = 0, Parallel = 1 }).DownloadAsync(_object, Down, null, Ct));
        Assert.False(File.Exists(Down));
        await using FaultProxy whole = new(fixture.Address, _ => new Fault.None());
        Assert.Equal(Digest(_content), await fixture.Client(whole.Address).DownloadAsync(_object, Down, null, Ct));
        Assert.Equal(3, whole.Requests.Count(IsRange));
        Assert.Equal(["down", "up"], Directory.GetFiles(_local).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_is_left_of_another_version_is_not_mixed_in()
    {
        int ranges = 0;
        await using FaultProxy failing = new(fixture.Address, line => IsRange(line) && Interlocked.Increment(ref ranges) > 3 ? new Fault.Answer(403, "") : new Fault.None());
        await Assert.ThrowsAsync<StorageException>(() => fixture.Client(failing.Address, options: S3Fixture.Quick with { Retries = 0, Parallel = 1 }).DownloadAsync(_object, Down, null, Ct));
        byte[] other = RandomNumberGenerator.GetBytes(_content.Length);
        await File.WriteAllBytesAsync(Path.Combine(_local, "up"), other, Ct);
        await fixture.Client().UploadAsync(Path.Combine(_local, "up"), _object, null, Ct);
        Assert.Equal(Digest(other), await fixture.Client().DownloadAsync(_object, Down, null, Ct));
    }

    [Fact]
    public async Task An_object_that_changes_while_it_comes_is_refused()
    {
        int ranges = 0;
        ConcurrentBag<bool> written = [];
        await using FaultProxy proxy = new(fixture.Address, line =>
        {
            if (IsRange(line) && Interlocked.Increment(ref ranges) == 3) written.Add(fixture.Client().WriteAsync(_object, new byte[_content.Length], WriteCondition.Always, CancellationToken.None).GetAwaiter().GetResult());
            return new Fault.None();
        });
        var failure = await Assert.ThrowsAsync<StorageException>(() => fixture.Client(proxy.Address, options: S3Fixture.Quick with { Parallel = 1 }).DownloadAsync(_object, Down, null, Ct));
        Assert.Equal((StorageFailure.Corrupt, true), (failure.Failure, failure.Message.Contains("changed")));
        Assert.Single(written);
        Assert.False(File.Exists(Down));
    }

    [Fact]
    public async Task A_listing_of_another_namespace_with_plain_keys_is_read_right()
    {
        const string Listing = """
            <?xml version="1.0"?><ListBucketResult xmlns="http://doc.s3.amazonaws.com/2006-03-01/"><Name>b</Name><Prefix/><IsTruncated>false</IsTruncated>
            <Contents><Key>a+b %41&amp;c</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"0"</ETag><Size>3</Size></Contents></ListBucketResult>
            """;
        await using FaultProxy proxy = new(fixture.Address, line => line.Contains("list-type=2", StringComparison.Ordinal) ? new Fault.Answer(200, Listing, "Content-Type: application/xml\r\n") : new Fault.None());
        ObjectInfo[] items = await fixture.Client(proxy.Address).ListAsync(ObjectUri.Parse($"s3://{_object.Bucket}/"), Ct).ToArrayAsync(Ct);
        Assert.Equal([("a+b %41&c", 3L)], items.Select(item => (item.Key, item.Size)));
    }

    private static bool IsRange(string line) => line.StartsWith("GET ", StringComparison.Ordinal) && line.Contains("X-Amz-Signature", StringComparison.Ordinal);

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static Func<string, Fault> FirstTimes(int times, Func<string, bool> which, Fault fault)
    {
        int seen = 0;
        return line => which(line) && Interlocked.Increment(ref seen) <= times ? fault : new Fault.None();
    }
}
