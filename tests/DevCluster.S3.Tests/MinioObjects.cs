using System.Security.Cryptography;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace DevCluster.S3.Tests;

/// <summary>The store, as Minio's .NET client sees it.</summary>
public sealed class MinioObjects(Fixture fixture) : IDisposable
{
    private readonly IMinioClient _minio = fixture.Minio();

    private static CancellationToken Ct => Fixture.Ct;

    [Theory]
    [InlineData("plain", 0)]
    [InlineData("with space+plus=&?#%41", 10)]
    [InlineData("ä/模型/🙂.bin", 70_000)]
    [InlineData("parts/of it", 12 << 20)]
    public async Task An_object_is_put_found_read_listed_and_removed(string key, int length)
    {
        string bucket = await BucketAsync();
        byte[] content = RandomNumberGenerator.GetBytes(length);
        await _minio.PutObjectAsync(new PutObjectArgs().WithBucket(bucket).WithObject(key).WithStreamData(new MemoryStream(content)).WithObjectSize(length).WithContentType("x/y"), Ct);
        var stat = await _minio.StatObjectAsync(new StatObjectArgs().WithBucket(bucket).WithObject(key), Ct);
        Assert.Equal((length, "x/y"), (stat.Size, stat.ContentType));
        Assert.Equal(content, await ReadAsync(bucket, key));
        Assert.Equal([key], await _minio.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(bucket).WithRecursive(true), Ct).Select(item => item.Key).ToArrayAsync(Ct));
        Assert.Empty(await _minio.RemoveObjectsAsync(new RemoveObjectsArgs().WithBucket(bucket).WithObjects([key, "absent"]), Ct));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => _minio.StatObjectAsync(new StatObjectArgs().WithBucket(bucket).WithObject(key), Ct));
    }

    [Fact]
    public async Task Folders_are_folded()
    {
        string bucket = await BucketAsync();
        foreach (string key in new[] { "a", "b/1", "b/2" }) await PutAsync(bucket, key, [1]);
        var items = await _minio.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(bucket), Ct).ToArrayAsync(Ct);
        Assert.Equal([("a", false), ("b/", true)], items.Select(item => (item.Key, item.IsDir)));
    }

    [Fact]
    public async Task Presigned_urls_hold_for_their_object_method_and_query()
    {
        string bucket = await BucketAsync();
        using HttpClient http = new();
        string put = await _minio.PresignedPutObjectAsync(new PresignedPutObjectArgs().WithBucket(bucket).WithObject("k ä").WithExpiry(60));
        Assert.Equal(200, (int)(await http.PutAsync(put, new ByteArrayContent([1, 2]), Ct)).StatusCode);
        string get = await _minio.PresignedGetObjectAsync(new PresignedGetObjectArgs().WithBucket(bucket).WithObject("k ä").WithExpiry(60));
        Assert.Equal([1, 2], await http.GetByteArrayAsync(get, Ct));
        foreach (string tampered in new[] { get.Replace("k%20", "j%20"), get.Replace("X-Amz-Expires=60", "X-Amz-Expires=600"), get + "&response-content-type=text%2Fhtml", get[..^1] + (get[^1] == '0' ? '1' : '0') })
            Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await BodyAsync(http, tampered, 403));
        Assert.Equal(403, (int)(await http.PutAsync(get, new ByteArrayContent([9]), Ct)).StatusCode);
        Assert.Equal([1, 2], await ReadAsync(bucket, "k ä"));
    }

    [Fact]
    public async Task A_put_under_a_condition_is_refused_where_something_is()
    {
        string bucket = await BucketAsync();
        PutObjectArgs Put() => new PutObjectArgs().WithBucket(bucket).WithObject("k").WithStreamData(new MemoryStream([1])).WithObjectSize(1).WithNotMatchETag("*");
        await _minio.PutObjectAsync(Put(), Ct);
        await Assert.ThrowsAsync<PreconditionFailedException>(() => _minio.PutObjectAsync(Put(), Ct));
    }

    [Fact]
    public async Task Wrong_keys_and_regions_are_refused()
    {
        string bucket = await BucketAsync();
        using IMinioClient wrongSecret = fixture.Minio(secret: "wrong");
        await Assert.ThrowsAsync<AuthorizationException>(() => wrongSecret.ListBucketsAsync(Ct));
        using IMinioClient wrongRegion = fixture.Minio(region: "mars-1");
        await Assert.ThrowsAnyAsync<Exception>(() => wrongRegion.StatObjectAsync(new StatObjectArgs().WithBucket(bucket).WithObject("k"), Ct));
        await Assert.ThrowsAsync<BucketNotFoundException>(() => _minio.StatObjectAsync(new StatObjectArgs().WithBucket("no-such-bucket").WithObject("k"), Ct));
    }

    public void Dispose() => _minio.Dispose();

    private static async Task<string> BodyAsync(HttpClient http, string url, int status)
    {
        using HttpResponseMessage response = await http.GetAsync(url, Ct);
        Assert.Equal(status, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private async Task<string> BucketAsync()
    {
        string name = Fixture.NewBucketName();
        Assert.False(await _minio.BucketExistsAsync(new BucketExistsArgs().WithBucket(name), Ct));
        await _minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(name), Ct);
        Assert.True(await _minio.BucketExistsAsync(new BucketExistsArgs().WithBucket(name), Ct));
        return name;
    }

    private Task PutAsync(string bucket, string key, byte[] content) =>
        _minio.PutObjectAsync(new PutObjectArgs().WithBucket(bucket).WithObject(key).WithStreamData(new MemoryStream(content)).WithObjectSize(content.Length), Ct);

    private async Task<byte[]> ReadAsync(string bucket, string key)
    {
        using MemoryStream copy = new();
        await _minio.GetObjectAsync(new GetObjectArgs().WithBucket(bucket).WithObject(key).WithCallbackStream((stream, ct) => stream.CopyToAsync(copy, ct)), Ct);
        return copy.ToArray();
    }
}
