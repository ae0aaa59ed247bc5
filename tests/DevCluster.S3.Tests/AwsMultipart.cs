using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace DevCluster.S3.Tests;

/// <summary>Multipart uploads, as Amazon's .NET client makes them.</summary>
public sealed class AwsMultipart(Fixture fixture) : IDisposable
{
    private const int Mebi = 1 << 20;

    private readonly AmazonS3Client _aws = fixture.Aws();

    private static CancellationToken Ct => Fixture.Ct;

    [Fact]
    public async Task Parts_in_any_order_become_one_object_with_its_headers()
    {
        string bucket = await fixture.NewBucketAsync();
        byte[] content = RandomNumberGenerator.GetBytes(11 * Mebi);
        string id = await BeginAsync(bucket, "big");
        List<PartETag> tags = [];
        foreach (int number in new[] { 3, 1, 2 }) tags.Add(await PartAsync(bucket, "big", id, number, content[((number - 1) * 5 * Mebi)..Math.Min(content.Length, number * 5 * Mebi)]));
        // A part sent again takes the place of the first.
        tags[0] = await PartAsync(bucket, "big", id, 3, content[(10 * Mebi)..]);
        ListPartsResponse listed = await _aws.ListPartsAsync(new ListPartsRequest { BucketName = bucket, Key = "big", UploadId = id, MaxParts = 2 }, Ct);
        Assert.Equal([1, 2], listed.Parts.Select(part => part.PartNumber ?? 0));
        Assert.True(listed.IsTruncated);
        CompleteMultipartUploadResponse done = await CompleteAsync(bucket, "big", id, tags);
        Assert.EndsWith("-3\"", done.ETag);
        using GetObjectResponse got = await _aws.GetObjectAsync(bucket, "big", Ct);
        Assert.Equal("application/x-model", got.Headers.ContentType);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(got.ResponseStream, Ct));
        await RefusesAsync("NoSuchUpload", () => CompleteAsync(bucket, "big", id, tags));
    }

    [Fact]
    public async Task Uploads_under_way_are_listed_and_aborted_and_are_no_objects()
    {
        string bucket = await fixture.NewBucketAsync();
        string first = await BeginAsync(bucket, "a"), second = await BeginAsync(bucket, "b");
        await PartAsync(bucket, "a", first, 1, [1, 2, 3]);
        ListMultipartUploadsResponse page = await _aws.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket, MaxUploads = 1 }, Ct);
        Assert.Equal([first], page.MultipartUploads.Select(upload => upload.UploadId));
        Assert.True(page.IsTruncated);
        page = await _aws.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket, KeyMarker = page.NextKeyMarker, UploadIdMarker = page.NextUploadIdMarker }, Ct);
        Assert.Equal([second], page.MultipartUploads.Select(upload => upload.UploadId));
        Assert.Null((await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects);
        await _aws.AbortMultipartUploadAsync(bucket, "a", first, Ct);
        await RefusesAsync("NoSuchUpload", () => PartAsync(bucket, "a", first, 1, [1]));
        await RefusesAsync("NoSuchUpload", () => PartAsync(bucket, "a", "../../x", 1, [1]));
        await RefusesAsync("NoSuchUpload", () => PartAsync(bucket, "other-key", second, 1, [1]));
    }

    [Fact]
    public async Task A_completion_names_the_parts_that_are_there_in_order_and_large_enough()
    {
        string bucket = await fixture.NewBucketAsync();
        string id = await BeginAsync(bucket, "k");
        PartETag one = await PartAsync(bucket, "k", id, 1, [1]), two = await PartAsync(bucket, "k", id, 2, [2]);
        await RefusesAsync("InvalidPart", () => CompleteAsync(bucket, "k", id, [one, new PartETag(7, two.ETag)]));
        await RefusesAsync("InvalidPart", () => CompleteAsync(bucket, "k", id, [new PartETag(1, two.ETag)]));
        await RefusesAsync("EntityTooSmall", () => CompleteAsync(bucket, "k", id, [one, two]));
        await CompleteAsync(bucket, "k", id, [one]);
        Assert.Equal(1, (await _aws.GetObjectMetadataAsync(bucket, "k", Ct)).ContentLength);
    }

    [Fact]
    public async Task A_completion_keeps_to_its_condition_and_can_be_tried_again()
    {
        string bucket = await fixture.NewBucketAsync();
        string id = await BeginAsync(bucket, "k");
        List<PartETag> tags = [await PartAsync(bucket, "k", id, 1, [1])];
        await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "first" }, Ct);
        await RefusesAsync("PreconditionFailed", () => CompleteAsync(bucket, "k", id, tags, onlyIfAbsent: true));
        Assert.Equal(5, (await _aws.GetObjectMetadataAsync(bucket, "k", Ct)).ContentLength);
        await _aws.DeleteObjectAsync(bucket, "k", Ct);
        await CompleteAsync(bucket, "k", id, tags, onlyIfAbsent: true);
    }

    [Fact]
    public async Task The_transfer_utility_moves_a_large_file_both_ways_with_its_defaults()
    {
        string bucket = await fixture.NewBucketAsync();
        string folder = Directory.CreateTempSubdirectory("transfer-").FullName;
        try
        {
            byte[] content = RandomNumberGenerator.GetBytes(17 * Mebi);
            await File.WriteAllBytesAsync(Path.Combine(folder, "up"), content, Ct);
            using TransferUtility transfer = new(_aws);
            await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = bucket, Key = "big", FilePath = Path.Combine(folder, "up"), PartSize = 6 * Mebi }, Ct);
            await transfer.DownloadAsync(Path.Combine(folder, "down"), bucket, "big", Ct);
            Assert.Equal(SHA256.HashData(content), SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "down"), Ct)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => _aws.Dispose();

    private static async Task RefusesAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAnyAsync<AmazonS3Exception>(call)).ErrorCode);

    private async Task<string> BeginAsync(string bucket, string key) =>
        (await _aws.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = "application/x-model" }, Ct)).UploadId;

    private async Task<PartETag> PartAsync(string bucket, string key, string id, int number, byte[] content) =>
        new(number, (await _aws.UploadPartAsync(new UploadPartRequest { BucketName = bucket, Key = key, UploadId = id, PartNumber = number, InputStream = new MemoryStream(content) }, Ct)).ETag);

    private Task<CompleteMultipartUploadResponse> CompleteAsync(string bucket, string key, string id, List<PartETag> tags, bool onlyIfAbsent = false) =>
        _aws.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = id, PartETags = tags, IfNoneMatch = onlyIfAbsent ? "*" : null }, Ct);
}
