using System.Security.Cryptography;
using System.Text;

namespace FineTune.Storage.Tests;

/// <summary>Writes whose answers are lost or refused.</summary>
public sealed class WriteFaults(S3Fixture fixture) : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private ObjectUri _bucket;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bucket = await fixture.NewBucketAsync();
        await File.WriteAllBytesAsync(_file, RandomNumberGenerator.GetBytes(17 << 20), Ct);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_file);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_conditional_write_whose_answer_is_lost_knows_itself_again()
    {
        int lost = 0;
        await using FaultProxy proxy = new(fixture.Address, line => line.StartsWith("PUT ", StringComparison.Ordinal) && Interlocked.Increment(ref lost) == 1 ? new Fault.Cut(0) : new Fault.None());
        Assert.True(await fixture.Client(proxy.Address).WriteAsync(_bucket.Append("fence"), "mine"u8.ToArray(), WriteCondition.IfAbsent, Ct));
        Assert.Equal(2, proxy.Requests.Count(line => line.StartsWith("PUT ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_conditional_write_behind_another_writer_does_not_take_its_object_for_its_own()
    {
        await fixture.Client().WriteAsync(_bucket.Append("fence"), "theirs"u8.ToArray(), WriteCondition.Always, Ct);
        int failed = 0;
        await using FaultProxy proxy = new(fixture.Address, line => line.StartsWith("PUT ", StringComparison.Ordinal) && Interlocked.Increment(ref failed) == 1 ? new Fault.Answer(503, "") : new Fault.None());
        Assert.False(await fixture.Client(proxy.Address).WriteAsync(_bucket.Append("fence"), "mine!!"u8.ToArray(), WriteCondition.IfAbsent, Ct));
        Assert.Equal("theirs", Encoding.UTF8.GetString((await fixture.Client().ReadAsync(_bucket.Append("fence"), 100, Ct))!));
    }

    [Fact]
    public async Task A_store_without_conditional_writes_is_told_by_name()
    {
        await using FaultProxy proxy = new(fixture.Address, _ => new Fault.Answer(501, "<Error><Code>NotImplemented</Code><Message>If-None-Match</Message></Error>"));
        var failure = await Assert.ThrowsAsync<StorageException>(() => fixture.Client(proxy.Address).WriteAsync(_bucket.Append("fence"), [1], WriteCondition.IfAbsent, Ct));
        Assert.Equal(StorageFailure.Unsupported, failure.Failure);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task An_upload_goes_on_over_lost_parts_and_a_completion_whose_answer_is_lost()
    {
        int parts = 0, completions = 0;
        await using FaultProxy proxy = new(fixture.Address, line =>
            line.Contains("partNumber", StringComparison.Ordinal) && Interlocked.Increment(ref parts) <= 3 ? new Fault.Answer(503, "")
            : line.StartsWith("POST ", StringComparison.Ordinal) && line.Contains("uploadId", StringComparison.Ordinal) && Interlocked.Increment(ref completions) == 1 ? new Fault.Cut(0)
            : new Fault.None());
        string digest = await fixture.Client(proxy.Address).UploadAsync(_file, _bucket.Append("big"), null, Ct);
        Assert.Equal(digest, await fixture.Client().DownloadAsync(_bucket.Append("big"), _file + ".down", null, Ct));
        File.Delete(_file + ".down");
        Assert.DoesNotContain(proxy.Requests, line => line.StartsWith("DELETE ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_completion_that_answers_200_and_an_error_is_tried_again()
    {
        int completions = 0;
        await using FaultProxy proxy = new(fixture.Address, line =>
            line.StartsWith("POST ", StringComparison.Ordinal) && line.Contains("uploadId", StringComparison.Ordinal) && Interlocked.Increment(ref completions) == 1
                ? new Fault.Answer(200, "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>try again</Message></Error>") : new Fault.None());
        await fixture.Client(proxy.Address).UploadAsync(_file, _bucket.Append("big"), null, Ct);
        Assert.Equal(17 << 20, (await fixture.Client().StatAsync(_bucket.Append("big"), Ct))!.Size);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task An_upload_that_fails_is_aborted_and_leaves_no_object(int status)
    {
        await using FaultProxy proxy = new(fixture.Address, line => line.Contains("partNumber=2", StringComparison.Ordinal) ? new Fault.Answer(status, "") : new Fault.None());
        await Assert.ThrowsAsync<StorageException>(() => fixture.Client(proxy.Address, options: S3Fixture.Quick with { Retries = 1 }).UploadAsync(_file, _bucket.Append("big"), null, Ct));
        Assert.Single(proxy.Requests, line => line.StartsWith("DELETE ", StringComparison.Ordinal) && line.Contains("uploadId", StringComparison.Ordinal));
        Assert.Null(await fixture.Client().StatAsync(_bucket.Append("big"), Ct));
    }

    [Fact]
    public async Task A_canceled_upload_is_aborted_too()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using FaultProxy proxy = new(fixture.Address, line =>
        {
            if (line.Contains("partNumber=2", StringComparison.Ordinal)) stop.Cancel();
            return new Fault.None();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Client(proxy.Address).UploadAsync(_file, _bucket.Append("big"), null, stop.Token));
        Assert.Single(proxy.Requests, line => line.StartsWith("DELETE ", StringComparison.Ordinal));
    }
}
