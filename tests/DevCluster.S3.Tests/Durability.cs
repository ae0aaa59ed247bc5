using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace DevCluster.S3.Tests;

/// <summary>What the store keeps, and what it must not keep.</summary>
public sealed class Durability(Fixture fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("s3-durable-").FullName;

    private static CancellationToken Ct => Fixture.Ct;

    [Fact]
    public async Task Buckets_objects_and_uploads_survive_a_restart()
    {
        string upload;
        await using (S3Server server = await S3Server.StartAsync(Fixture.OptionsFor(_folder), Ct))
        {
            using AmazonS3Client aws = Client(server);
            await aws.PutBucketAsync("kept", Ct);
            await aws.PutObjectAsync(new PutObjectRequest { BucketName = "kept", Key = "ä/k", ContentBody = "old" }, Ct);
            await aws.PutObjectAsync(new PutObjectRequest { BucketName = "kept", Key = "ä/k", ContentBody = "new", ContentType = "a/b", Metadata = { ["m"] = "1" } }, Ct);
            upload = (await aws.InitiateMultipartUploadAsync("kept", "big", Ct)).UploadId;
            await aws.UploadPartAsync(new UploadPartRequest { BucketName = "kept", Key = "big", UploadId = upload, PartNumber = 1, InputStream = new MemoryStream([1]) }, Ct);
        }

        await using (S3Server server = await S3Server.StartAsync(Fixture.OptionsFor(_folder), Ct))
        {
            using AmazonS3Client aws = Client(server);
            using GetObjectResponse got = await aws.GetObjectAsync("kept", "ä/k", Ct);
            using StreamReader reader = new(got.ResponseStream);
            Assert.Equal(("new", "a/b", "1"), (await reader.ReadToEndAsync(Ct), got.Headers.ContentType, got.Metadata["m"]));
            ListPartsResponse parts = await aws.ListPartsAsync("kept", "big", upload, Ct);
            await aws.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = "kept", Key = "big", UploadId = upload, PartETags = [new PartETag(1, parts.Parts[0].ETag)] }, Ct);
        }

        // Replaced and completed bytes do not pile up: two objects, two blobs.
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "kept", "blobs")).Length);
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_the_object_as_it_was()
    {
        string bucket = await fixture.NewBucketAsync();
        using AmazonS3Client aws = fixture.Aws();
        await aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "before" }, Ct);
        Uri url = new(await aws.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = bucket, Key = "k", Verb = HttpVerb.PUT, Expires = DateTime.UtcNow.AddMinutes(1), Protocol = Protocol.HTTP }));
        using (TcpClient socket = new(url.Host, url.Port))
        {
            NetworkStream stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 1000\r\n\r\nonly this"), Ct);
            socket.Client.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain("200 OK", await new StreamReader(stream).ReadToEndAsync(Ct));
        }

        using GetObjectResponse got = await aws.GetObjectAsync(bucket, "k", Ct);
        Assert.Equal(6, got.ContentLength);
    }

    [Theory]
    [InlineData("/../../../etc/passwd")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/%00/x")]
    public async Task A_path_that_leads_out_leads_nowhere(string path)
    {
        using TcpClient socket = new(fixture.Address.Host, fixture.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), Ct);
        string answer = await new StreamReader(socket.GetStream()).ReadToEndAsync(Ct);
        Assert.Matches("^HTTP/1.1 40[03] ", answer);
        Assert.DoesNotContain("root:", answer);
    }

    [Fact]
    public async Task A_reader_gets_the_version_it_began_with()
    {
        string bucket = await fixture.NewBucketAsync();
        using AmazonS3Client aws = fixture.Aws();
        byte[] old = new byte[8 << 20];
        await aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", InputStream = new MemoryStream(old) }, Ct);
        using GetObjectResponse got = await aws.GetObjectAsync(bucket, "k", Ct);
        await aws.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "new" }, Ct);
        using MemoryStream copy = new();
        await got.ResponseStream.CopyToAsync(copy, Ct);
        Assert.Equal(old, copy.ToArray());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AmazonS3Client Client(S3Server server) =>
        new(new BasicAWSCredentials(Fixture.AccessKey, Fixture.SecretKey), new AmazonS3Config { ServiceURL = server.Address.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
}
