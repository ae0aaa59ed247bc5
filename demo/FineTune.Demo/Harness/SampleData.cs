using FineTune.Contract;
using FineTune.Storage;
using Minio;
using Minio.DataModel.Args;

namespace FineTune.Demo.Harness;

/// <summary>Fills the store from <c>samples/</c>: bucket models from samples/models, bucket data from samples/data.</summary>
public static class SampleData
{
    private static readonly string[] Buckets = ["models", "data"];

    /// <summary>Uploads everything that is not there yet.</summary>
    public static async Task UploadAsync(ClusterFile cluster, CancellationToken cancellationToken)
    {
        var endpoint = new Uri(cluster.S3Endpoint);
        using var minio = new MinioClient().WithEndpoint(endpoint.Authority).WithCredentials(cluster.AccessKey, cluster.SecretKey).WithRegion("us-east-1").WithSSL(endpoint.Scheme == "https").Build();
        var store = StoreOf(cluster);
        foreach (var bucket in Buckets)
        {
            if (!await minio.BucketExistsAsync(new BucketExistsArgs().WithBucket(bucket), cancellationToken))
                await minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(bucket), cancellationToken);
            var root = Repository.Path("samples", bucket);
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            {
                var uri = ObjectUri.Parse($"s3://{bucket}/{System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')}");
                var there = await store.StatAsync(uri, cancellationToken);
                if (there is null || there.Size != new FileInfo(file).Length)
                    await store.UploadAsync(file, uri, null, cancellationToken);
            }
        }
    }

    /// <summary>A client of the cluster's store.</summary>
    public static IObjectStore StoreOf(ClusterFile cluster) =>
        ObjectStores.Create(new StorageSpec { Endpoint = cluster.S3Endpoint }, new StoreCredentials(cluster.AccessKey, cluster.SecretKey, null));
}
