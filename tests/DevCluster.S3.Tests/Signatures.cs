using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;

namespace DevCluster.S3.Tests;

/// <summary>What is not signed as it has to be is refused, and stores nothing.</summary>
public sealed class Signatures(Fixture fixture)
{
    private static CancellationToken Ct => Fixture.Ct;

    [Theory]
    [InlineData(true, "SignatureDoesNotMatch")]
    [InlineData(false, "XAmzContentSHA256Mismatch")]
    public async Task A_body_that_was_changed_on_its_way_is_refused_and_not_kept(bool chunked, string code)
    {
        string bucket = await fixture.NewBucketAsync();
        using AmazonS3Client aws = fixture.Aws(configure: config =>
        {
            config.HttpClientFactory = new Tampering("needle"u8.ToArray(), "noodle"u8.ToArray());
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        });
        string body = new string('x', 200_000) + "needle" + new string('y', 100_000);
        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = body, UseChunkEncoding = chunked }, Ct));
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Null((await aws.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Ct)).S3Objects);
    }

    [Fact]
    public async Task A_trailer_without_its_signature_is_refused()
    {
        string bucket = await fixture.NewBucketAsync();
        using AmazonS3Client aws = fixture.Aws(configure: config => config.HttpClientFactory = new Tampering("x-amz-trailer-signature:"u8.ToArray(), "x-amz-trailer-signaturf:"u8.ToArray()));
        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x" }, Ct));
        Assert.Equal("SignatureDoesNotMatch", refusal.ErrorCode);
    }

    [Theory]
    [InlineData("AKNOBODY", Fixture.SecretKey, "InvalidAccessKeyId")]
    [InlineData(Fixture.AccessKey, "wrong", "SignatureDoesNotMatch")]
    public async Task Unknown_keys_and_wrong_secrets_are_told_apart(string access, string secret, string code)
    {
        using AmazonS3Client aws = fixture.Aws(access, secret);
        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => aws.ListBucketsAsync(Ct));
        Assert.Equal((HttpStatusCode.Forbidden, code), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Theory]
    [InlineData("", "AccessDenied", 403)]
    [InlineData("?X-Amz-Algorithm=AWS4-HMAC-SHA256", "AuthorizationQueryParametersError", 400)]
    [InlineData("?AWSAccessKeyId=x&Signature=y&Expires=1", "NotImplemented", 501)]
    public async Task A_request_without_a_signature_is_refused(string query, string code, int status)
    {
        using HttpClient http = new();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(fixture.Address, "/some-bucket/k" + query), Ct);
        Assert.Equal(status, (int)answer.StatusCode);
        string text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"<Code>{code}</Code>", text);
        Assert.Contains("<Resource>/some-bucket/k</Resource>", text);
    }

    [Fact]
    public async Task Presigned_urls_expire_and_old_headers_are_skewed()
    {
        FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
        string folder = Directory.CreateTempSubdirectory("s3-clock-").FullName;
        await using S3Server server = await S3Server.StartAsync(Fixture.OptionsFor(folder) with { Time = clock }, Ct);
        using AmazonS3Client aws = new(new BasicAWSCredentials(Fixture.AccessKey, Fixture.SecretKey), new AmazonS3Config { ServiceURL = server.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        await aws.PutBucketAsync("clock", Ct);
        await aws.PutObjectAsync(new PutObjectRequest { BucketName = "clock", Key = "k", ContentBody = "x" }, Ct);
        string url = await aws.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = "clock", Key = "k", Verb = HttpVerb.GET, Expires = DateTime.UtcNow.AddMinutes(10), Protocol = Protocol.HTTP });
        using HttpClient http = new();
        Assert.Equal("x", await http.GetStringAsync(url, Ct));
        clock.Advance(TimeSpan.FromMinutes(20));
        using HttpResponseMessage late = await http.GetAsync(url, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("Request has expired", await late.Content.ReadAsStringAsync(Ct));
        Assert.Equal("RequestTimeTooSkewed", (await Assert.ThrowsAsync<AmazonS3Exception>(() => aws.ListBucketsAsync(Ct))).ErrorCode);
    }

    [Fact]
    public async Task A_header_of_the_store_has_to_be_signed()
    {
        string bucket = await fixture.NewBucketAsync();
        using AmazonS3Client aws = fixture.Aws();
        string url = await aws.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = bucket, Key = "k", Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(1), Protocol = Protocol.HTTP });
        using HttpClient http = new();
        using HttpRequestMessage put = new(HttpMethod.Put, url) { Content = new StringContent("x", Encoding.ASCII) };
        put.Headers.Add("x-amz-meta-evil", "1");
        using HttpResponseMessage answer = await http.SendAsync(put, Ct);
        Assert.Contains("x-amz-meta-evil", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
