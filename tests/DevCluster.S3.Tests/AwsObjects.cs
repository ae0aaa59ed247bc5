using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace DevCluster.S3.Tests;

/// <summary>Objects, as Amazon's .NET client sees them.</summary>
public sealed class AwsObjects(Fixture fixture) : IDisposable
{
    private readonly AmazonS3Client _aws = fixture.Aws();

    private static CancellationToken Ct => Fixture.Ct;

    [Theory]
    [InlineData("plain")]
    [InlineData("with space+plus=&?#%41")]
    [InlineData("ä/模型/🙂.bin")]
    [InlineData("a//b/../c/./d")]
    [InlineData("it's (a) *test*!~,;:@$")]
    public async Task An_object_is_put_read_listed_and_removed_under_any_key(string key)
    {
        string bucket = await fixture.NewBucketAsync();
        await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = "hello", ContentType = "text/plain", Metadata = { ["run"] = "7" } }, Ct);
        using GetObjectResponse got = await _aws.GetObjectAsync(bucket, key, Ct);
        using StreamReader reader = new(got.ResponseStream);
        Assert.Equal("hello", await reader.ReadToEndAsync(Ct));
        Assert.Equal(("text/plain", "7"), (got.Headers.ContentType, got.Metadata["run"]));
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", got.ETag);
        Assert.Equal([key], (await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects.Select(o => o.Key));
        await _aws.DeleteObjectAsync(bucket, key, Ct);
        Assert.Null((await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("CRC32", true)]
    [InlineData("CRC32C", true)]
    [InlineData("CRC64NVME", true)]
    [InlineData("SHA1", false)]
    [InlineData("SHA256", true)]
    public async Task Every_way_to_frame_and_check_a_body_stores_the_body_alone(string checksum, bool chunked)
    {
        string bucket = await fixture.NewBucketAsync();
        byte[] content = RandomNumberGenerator.GetBytes(300_001);
        PutObjectRequest put = new() { BucketName = bucket, Key = "k", InputStream = new MemoryStream(content), UseChunkEncoding = chunked };
        if (checksum.Length > 0) put.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(checksum);
        await _aws.PutObjectAsync(put, Ct);
        Assert.Equal(content, await ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task A_body_without_any_promise_is_taken_as_it_is()
    {
        string bucket = await fixture.NewBucketAsync();
        string url = await _aws.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = bucket, Key = "k", Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(1), Protocol = Protocol.HTTP });
        using HttpClient http = new();
        using HttpResponseMessage put = await http.PutAsync(url, new ByteArrayContent([1, 2, 3]), Ct);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal([1, 2, 3], await ReadAsync(bucket, "k"));
    }

    [Theory]
    [InlineData(0, 0, 1, 206)]
    [InlineData(2, 5, 4, 206)]
    [InlineData(8, 100, 2, 206)]
    public async Task A_range_is_cut_out(long from, long to, int length, int status)
    {
        string bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");
        using GetObjectResponse got = await _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange(from, to) }, Ct);
        using StreamReader reader = new(got.ResponseStream);
        Assert.Equal("0123456789".Substring((int)from, length), await reader.ReadToEndAsync(Ct));
        Assert.Equal(((HttpStatusCode)status, $"bytes {from}-{from + length - 1}/10"), (got.HttpStatusCode, got.ContentRange));
    }

    [Fact]
    public async Task The_end_is_read_by_a_suffix_and_behind_the_end_nothing()
    {
        string bucket = await fixture.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");
        using GetObjectResponse got = await _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange("bytes=-3") }, Ct);
        using StreamReader reader = new(got.ResponseStream);
        Assert.Equal("789", await reader.ReadToEndAsync(Ct));
        await RefusesAsync("InvalidRange", 416, () => _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ByteRange = new ByteRange(10, 20) }, Ct));
    }

    [Fact]
    public async Task A_read_keeps_to_its_conditions()
    {
        string bucket = await fixture.NewBucketAsync();
        string etag = await PutAsync(bucket, "k", "x");
        using (await _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", EtagToMatch = etag }, Ct))
            await RefusesAsync("PreconditionFailed", 412, () => _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", EtagToMatch = "\"0\"" }, Ct));
        await RefusesAsync(null, 304, () => _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", EtagToNotMatch = etag }, Ct));
        await RefusesAsync(null, 304, () => _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", ModifiedSinceDate = DateTime.UtcNow.AddHours(1) }, Ct));
        await RefusesAsync("PreconditionFailed", 412, () => _aws.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = "k", UnmodifiedSinceDate = DateTime.UtcNow.AddHours(-1) }, Ct));
    }

    [Fact]
    public async Task A_write_keeps_to_its_conditions()
    {
        string bucket = await fixture.NewBucketAsync();
        await RefusesAsync("NoSuchKey", 404, () => _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "0", IfMatch = "\"0\"" }, Ct));
        PutObjectResponse first = await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" }, Ct);
        await RefusesAsync("PreconditionFailed", 412, () => _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }, Ct));
        await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "3", IfMatch = first.ETag }, Ct);
        await RefusesAsync("PreconditionFailed", 412, () => _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "4", IfMatch = first.ETag }, Ct));
        Assert.Equal("3", Encoding.UTF8.GetString(await ReadAsync(bucket, "k")));
    }

    [Fact]
    public async Task Of_many_writers_of_one_absent_key_one_wins()
    {
        string bucket = await fixture.NewBucketAsync();
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = $"{i}", IfNoneMatch = "*" }, Ct);
                return true;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
        }));
        Assert.Single(won, true);
        Assert.Equal($"{Array.IndexOf(won, true)}", Encoding.UTF8.GetString(await ReadAsync(bucket, "k")));
    }

    [Fact]
    public async Task A_copy_takes_content_and_metadata_or_new_metadata()
    {
        string bucket = await fixture.NewBucketAsync();
        await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "ä from", ContentBody = "x", Metadata = { ["a"] = "1" } }, Ct);
        await _aws.CopyObjectAsync(bucket, "ä from", bucket, "to", Ct);
        Assert.Equal("1", (await _aws.GetObjectMetadataAsync(bucket, "to", Ct)).Metadata["a"]);
        await _aws.CopyObjectAsync(new CopyObjectRequest { SourceBucket = bucket, SourceKey = "to", DestinationBucket = bucket, DestinationKey = "to", MetadataDirective = S3MetadataDirective.REPLACE, Metadata = { ["b"] = "2" } }, Ct);
        GetObjectMetadataResponse replaced = await _aws.GetObjectMetadataAsync(bucket, "to", Ct);
        Assert.Equal(["x-amz-meta-b"], replaced.Metadata.Keys);
        await RefusesAsync("InvalidRequest", 400, () => _aws.CopyObjectAsync(bucket, "to", bucket, "to", Ct));
        await RefusesAsync("NoSuchKey", 404, () => _aws.CopyObjectAsync(bucket, "absent", bucket, "to", Ct));
    }

    [Fact]
    public async Task Many_keys_are_removed_at_once_and_absent_ones_are_no_failure()
    {
        string bucket = await fixture.NewBucketAsync();
        foreach (string key in new[] { "a", "b & c", "d" }) await PutAsync(bucket, key, "x");
        DeleteObjectsResponse removed = await _aws.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Objects = [new() { Key = "a" }, new() { Key = "b & c" }, new() { Key = "absent" }] }, Ct);
        Assert.Equal(["a", "b & c", "absent"], removed.DeletedObjects.Select(o => o.Key));
        Assert.Equal(["d"], (await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects.Select(o => o.Key));
    }

    [Fact]
    public async Task What_is_absent_is_refused_by_name()
    {
        string bucket = await fixture.NewBucketAsync();
        await RefusesAsync("NoSuchKey", 404, () => _aws.GetObjectAsync(bucket, "absent", Ct));
        await RefusesAsync("NoSuchBucket", 404, () => _aws.GetObjectAsync("no-such-bucket", "absent", Ct));
        await RefusesAsync("NotFound", 404, () => _aws.GetObjectMetadataAsync(bucket, "absent", Ct));
        await RefusesAsync("NotImplemented", 501, () => _aws.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = "k" }, Ct));
        await RefusesAsync("NotImplemented", 501, () => _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x", CannedACL = S3CannedACL.PublicRead }, Ct));
    }

    public void Dispose() => _aws.Dispose();

    private static async Task RefusesAsync(string? code, int status, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal(status, (int)refusal.StatusCode);
        if (code is not null) Assert.Equal(code, refusal.ErrorCode);
    }

    private async Task<string> PutAsync(string bucket, string key, string content) =>
        (await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content }, Ct)).ETag;

    private async Task<byte[]> ReadAsync(string bucket, string key)
    {
        using GetObjectResponse got = await _aws.GetObjectAsync(bucket, key, Ct);
        using MemoryStream copy = new();
        await got.ResponseStream.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }
}
