using Amazon.S3;
using Amazon.S3.Model;

namespace DevCluster.S3.Tests;

/// <summary>Buckets and listings, as Amazon's .NET client sees them.</summary>
public sealed class AwsBuckets(Fixture fixture) : IDisposable
{
    private readonly AmazonS3Client _aws = fixture.Aws();

    private static CancellationToken Ct => Fixture.Ct;

    [Fact]
    public async Task A_bucket_lives_from_its_creation_to_its_removal()
    {
        string bucket = Fixture.NewBucketName();
        await RefusesAsync("NoSuchBucket", () => _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct));
        await _aws.PutBucketAsync(bucket, Ct);
        await RefusesAsync("BucketAlreadyOwnedByYou", () => _aws.PutBucketAsync(bucket, Ct));
        Assert.Contains(bucket, (await _aws.ListBucketsAsync(Ct)).Buckets.Select(b => b.BucketName));
        Assert.Equal("us-east-1", (await _aws.GetBucketLocationAsync(bucket, Ct)).Location.Value is { Length: > 0 } place ? place : "us-east-1");
        await _aws.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, Ct);
        await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x" }, Ct);
        await RefusesAsync("BucketNotEmpty", () => _aws.DeleteBucketAsync(bucket, Ct));
        await _aws.DeleteObjectAsync(bucket, "k", Ct);
        await _aws.DeleteBucketAsync(bucket, Ct);
        await RefusesAsync("NoSuchBucket", () => _aws.DeleteBucketAsync(bucket, Ct));
    }

    [Theory]
    [InlineData("UPPER")]
    [InlineData("un_der")]
    [InlineData("a..b")]
    public async Task A_name_that_no_bucket_may_have_is_refused(string name) => await RefusesAsync("InvalidBucketName", () => _aws.PutBucketAsync(name, Ct));

    [Theory]
    [InlineData("", "", "a.txt,b/1,b/2,b/c/3,d/4,e")]
    [InlineData("", "/", "a.txt,e|b/,d/")]
    [InlineData("b/", "/", "b/1,b/2|b/c/")]
    [InlineData("b", "", "b/1,b/2,b/c/3")]
    [InlineData("x", "/", "")]
    [InlineData("b/", "c", "b/1,b/2|b/c")]
    public async Task A_listing_folds_at_its_delimiter_in_both_versions_and_on_any_page_size(string prefix, string delimiter, string expected)
    {
        string bucket = await fixture.NewBucketAsync();
        foreach (string key in new[] { "a.txt", "b/1", "b/2", "b/c/3", "d/4", "e" }) await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = key }, Ct);
        foreach (int size in new[] { 1, 2, 1000 })
        {
            Assert.Equal(expected, await ListV2Async(bucket, prefix, delimiter, size));
            Assert.Equal(expected, await ListV1Async(bucket, prefix, delimiter, size));
        }
    }

    [Fact]
    public async Task A_listing_starts_behind_a_key_and_goes_beyond_a_thousand()
    {
        string bucket = await fixture.NewBucketAsync();
        await Parallel.ForAsync(0, 1103, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (i, ct) => await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = $"k{i:d4}", ContentBody = "x" }, ct));
        ListObjectsV2Response first = await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 5000 }, Ct);
        Assert.Equal((1000, true), (first.S3Objects.Count, first.IsTruncated));
        ListObjectsV2Response rest = await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, ContinuationToken = first.NextContinuationToken }, Ct);
        Assert.Equal((103, "k1000"), (rest.S3Objects.Count, rest.S3Objects[0].Key));
        Assert.Equal(2, (await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, StartAfter = "k1100" }, Ct)).S3Objects.Count);
        await RefusesAsync("InvalidArgument", () => _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, ContinuationToken = "%%%" }, Ct));
    }

    [Fact]
    public async Task Keys_come_in_the_order_of_their_utf8()
    {
        string bucket = await fixture.NewBucketAsync();
        string[] keys = ["a", "a/", "a/b", "a0", "z", "ä", "\uFFFD", "🙂"];
        foreach (string key in keys.Reverse()) await _aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = "x" }, Ct);
        Assert.Equal(keys, (await _aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects.Select(o => o.Key));
    }

    public void Dispose() => _aws.Dispose();

    private static async Task RefusesAsync(string code, Func<Task> call) => Assert.Equal(code, (await Assert.ThrowsAnyAsync<AmazonS3Exception>(call)).ErrorCode);

    private static string Text(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> prefixes) => string.Join(',', keys) + (prefixes.Count > 0 ? "|" + string.Join(',', prefixes) : "");

    private async Task<string> ListV2Async(string bucket, string prefix, string delimiter, int size)
    {
        List<string> keys = [], prefixes = [];
        ListObjectsV2Request request = new() { BucketName = bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = size, Encoding = EncodingType.Url };
        ListObjectsV2Response page;
        do
        {
            page = await _aws.ListObjectsV2Async(request, Ct);
            keys.AddRange(page.S3Objects?.Select(o => o.Key) ?? []);
            prefixes.AddRange(page.CommonPrefixes ?? []);
            Assert.InRange(page.KeyCount ?? 0, 0, size);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return Text(keys, prefixes);
    }

    private async Task<string> ListV1Async(string bucket, string prefix, string delimiter, int size)
    {
        List<string> keys = [], prefixes = [];
        ListObjectsRequest request = new() { BucketName = bucket, Prefix = prefix, Delimiter = delimiter, MaxKeys = size };
        ListObjectsResponse page;
        do
        {
            page = await _aws.ListObjectsAsync(request, Ct);
            keys.AddRange(page.S3Objects?.Select(o => o.Key) ?? []);
            prefixes.AddRange(page.CommonPrefixes ?? []);
            request.Marker = page.NextMarker ?? page.S3Objects?[^1].Key;
        }
        while (page.IsTruncated == true);
        return Text(keys, prefixes);
    }
}
