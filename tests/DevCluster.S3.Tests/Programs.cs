using System.Security.Cryptography;

namespace DevCluster.S3.Tests;

/// <summary>The store, as three programs of a Linux distribution see it; each test is skipped by name where its program is missing.</summary>
public sealed class Programs : IDisposable
{
    private readonly Fixture _fixture;
    private readonly string _folder = Directory.CreateTempSubdirectory("s3-programs-").FullName;
    private readonly Shell _shell;

    public Programs(Fixture fixture)
    {
        _fixture = fixture;
        _shell = new Shell(_folder, new Dictionary<string, string>
        {
            ["HOME"] = _folder,
            ["AWS_ACCESS_KEY_ID"] = Fixture.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = Fixture.SecretKey,
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        });
        Write("up/small ä.txt", [1, 2, 3]);
        Write("up/sub/empty", []);
        Write("up/big.bin", RandomNumberGenerator.GetBytes(20 << 20));
    }

    [Fact]
    public async Task The_aws_program_makes_syncs_copies_lists_and_removes()
    {
        string bucket = Fixture.NewBucketName(), aws = $"aws --endpoint-url {_fixture.Address} s3";
        _shell.SkipWithout("aws");
        await _shell.RunAsync($"{aws} mb s3://{bucket}");
        await _shell.RunAsync($"{aws} sync up s3://{bucket}/data --no-progress");
        await _shell.RunAsync($"{aws} sync s3://{bucket}/data down --no-progress");
        AssertSame("up", "down");
        string listing = await _shell.RunAsync($"{aws} ls --recursive s3://{bucket}/");
        Assert.Contains("data/small ä.txt", listing);
        Assert.Contains("PRE sub/", await _shell.RunAsync($"{aws} ls s3://{bucket}/data/"));
        await _shell.RunAsync($"{aws} cp s3://{bucket}/data/sub/empty s3://{bucket}/copy --no-progress");
        await _shell.RunAsync($"{aws} mv s3://{bucket}/copy s3://{bucket}/moved --no-progress");
        string api = $"aws --endpoint-url {_fixture.Address} s3api";
        Assert.Contains("\"ContentLength\": 0", await _shell.RunAsync($"{api} head-object --bucket {bucket} --key moved --output json"));
        await _shell.RunAsync($"{aws} rm --recursive s3://{bucket}");
        await _shell.RunAsync($"{aws} rb s3://{bucket}");
        Assert.DoesNotContain(bucket + "\n", await _shell.RunAsync($"{aws} ls") + "\n");
    }

    [Fact]
    public async Task S3cmd_makes_puts_gets_lists_and_removes()
    {
        string bucket = Fixture.NewBucketName(), host = $"{_fixture.Address.Host}:{_fixture.Address.Port}";
        _shell.SkipWithout("s3cmd");
        string s3cmd = $"s3cmd --no-ssl --host={host} --host-bucket={host} --access_key={Fixture.AccessKey} --secret_key='{Fixture.SecretKey}' --no-progress --multipart-chunk-size-mb=6";
        await _shell.RunAsync($"{s3cmd} mb s3://{bucket}");
        await _shell.RunAsync($"{s3cmd} put --recursive up/ s3://{bucket}/data/");
        Directory.CreateDirectory(Path.Combine(_folder, "down"));
        await _shell.RunAsync($"{s3cmd} get --recursive s3://{bucket}/data/ down/");
        AssertSame("up", "down");
        Assert.Contains("big.bin", await _shell.RunAsync($"{s3cmd} ls --recursive s3://{bucket}"));
        Assert.Contains("20971520", await _shell.RunAsync($"{s3cmd} info s3://{bucket}/data/big.bin"));
        await _shell.RunAsync($"{s3cmd} cp s3://{bucket}/data/sub/empty s3://{bucket}/copy");
        await _shell.RunAsync($"{s3cmd} del --recursive --force s3://{bucket}");
        await _shell.RunAsync($"{s3cmd} rb s3://{bucket}");
    }

    [Fact]
    public async Task Rclone_syncs_checks_moves_and_purges()
    {
        string bucket = Fixture.NewBucketName();
        _shell.SkipWithout("rclone");
        File.WriteAllText(Path.Combine(_folder, "rclone.conf"), $"""
            [dev]
            type = s3
            provider = Other
            access_key_id = {Fixture.AccessKey}
            secret_access_key = {Fixture.SecretKey}
            endpoint = {_fixture.Address}
            region = us-east-1
            force_path_style = true
            chunk_size = 5Mi
            upload_cutoff = 6Mi
            """);
        string rclone = "rclone --config rclone.conf --retries 1 --low-level-retries 1";
        await _shell.RunAsync($"{rclone} mkdir dev:{bucket}");
        await _shell.RunAsync($"{rclone} sync up dev:{bucket}/data");
        await _shell.RunAsync($"{rclone} check up dev:{bucket}/data");
        await _shell.RunAsync($"{rclone} check --download up dev:{bucket}/data");
        await _shell.RunAsync($"{rclone} copy dev:{bucket}/data down");
        AssertSame("up", "down");
        await _shell.RunAsync($"{rclone} moveto dev:{bucket}/data/big.bin dev:{bucket}/moved.bin");
        Assert.Contains("moved.bin", await _shell.RunAsync($"{rclone} lsf dev:{bucket}"));
        await _shell.RunAsync($"{rclone} purge dev:{bucket}");
        Assert.DoesNotContain(bucket + "/", await _shell.RunAsync($"{rclone} lsf dev:"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string path, byte[] content)
    {
        string full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    private void AssertSame(string left, string right)
    {
        (string Path, string Digest)[] Files(string folder) =>
            [.. Directory.GetFiles(Path.Combine(_folder, folder), "*", SearchOption.AllDirectories)
                .Select(file => (Path.GetRelativePath(Path.Combine(_folder, folder), file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))).Order()];
        Assert.Equal(Files(left), Files(right));
    }
}
