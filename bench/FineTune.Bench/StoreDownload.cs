using System.Diagnostics;
using System.Security.Cryptography;
using FineTune.Demo.Harness;
using FineTune.Storage;
using Minio;
using Minio.DataModel.Args;

namespace FineTune.Bench;

/// <summary>One large object from the development cluster's store: our client (which also hashes) beside curl on a presigned URL.</summary>
internal static class StoreDownload
{
    private const int Mebibytes = 512;
    private const int Rounds = 5;

    public static async Task PrintAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-bench-");
        try
        {
            await using var cluster = await Cluster.StartAsync(Path.Combine(folder.FullName, "cluster"), ClusterOptions.Default, CancellationToken.None);
            await SampleData.UploadAsync(cluster.File, CancellationToken.None);
            var (uri, digest) = await UploadAsync(cluster.File, folder.FullName);
            var url = await PresignAsync(cluster.File, uri);
            List<double> curl = [], checkedCurl = [], ours = [];
            for (var round = 0; round < Rounds; round++)
            {
                curl.Add(await TimeAsync(folder.FullName, path => CurlAsync(url, path), digest));
                checkedCurl.Add(await TimeAsync(folder.FullName, path => CurlAsync(url, path, andHash: true), digest));
                ours.Add(await TimeAsync(folder.FullName, path => SampleData.StoreOf(cluster.File).DownloadAsync(uri, path, null, CancellationToken.None), digest));
            }

            var (peer, checkedPeer, own) = (Mebibytes / Median(curl), Mebibytes / Median(checkedCurl), Mebibytes / Median(ours));
            output.WriteLine($"| download of {Mebibytes} MiB, medians of {Rounds} | MiB/s | FineTune.Storage is |");
            output.WriteLine("|---|---|---|");
            output.WriteLine($"| FineTune.Storage, sha256 while streaming | {own:0} | |");
            output.WriteLine($"| `curl` on the presigned URL, then `sha256sum` | {checkedPeer:0} | {own / checkedPeer:0.00} x |");
            output.WriteLine($"| `curl` on the presigned URL, nothing checked | {peer:0} | {own / peer:0.00} x |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(ObjectUri Uri, string Digest)> UploadAsync(ClusterFile cluster, string folder)
    {
        var source = Path.Combine(folder, "source");
        await using (var file = File.Create(source))
        {
            var block = new byte[1 << 20];
            var random = new Random(1);
            for (var i = 0; i < Mebibytes; i++)
            {
                random.NextBytes(block);
                await file.WriteAsync(block);
            }
        }

        var uri = ObjectUri.Parse("s3://data/bench/large.bin");
        var digest = await SampleData.StoreOf(cluster).UploadAsync(source, uri, null, CancellationToken.None);
        File.Delete(source);
        return (uri, digest);
    }

    private static async Task<string> PresignAsync(ClusterFile cluster, ObjectUri uri)
    {
        var endpoint = new Uri(cluster.S3Endpoint);
        using var minio = new MinioClient().WithEndpoint(endpoint.Authority).WithCredentials(cluster.AccessKey, cluster.SecretKey).WithRegion("us-east-1").WithSSL(endpoint.Scheme == "https").Build();
        return await minio.PresignedGetObjectAsync(new PresignedGetObjectArgs().WithBucket(uri.Bucket).WithObject(uri.Key).WithExpiry(3600));
    }

    private static async Task<double> TimeAsync(string folder, Func<string, Task> download, string digest)
    {
        var path = Path.Combine(folder, "copy");
        var watch = Stopwatch.StartNew();
        await download(path);
        var seconds = watch.Elapsed.TotalSeconds;
        await using (var file = File.OpenRead(path))
        {
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) != digest)
                throw new InvalidOperationException("the copy differs from the source");
        }

        File.Delete(path);
        return seconds;
    }

    private static async Task CurlAsync(string url, string path, bool andHash = false)
    {
        await RunAsync("curl", "-sS", "--fail", "-o", path, url);
        if (andHash)
            await RunAsync("sha256sum", path);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
