namespace FineTune.Demo.Harness;

/// <summary>The platform's part of the samples: namespace, runtime and secret, with this cluster's store filled in.</summary>
public static class SampleObjects
{
    /// <summary>The namespace of the sample jobs.</summary>
    public const string Namespace = "team-a";

    /// <summary>The YAML to apply before any job.</summary>
    public static async Task<string> ReadAsync(ClusterFile cluster, CancellationToken cancellationToken)
    {
        var runtime = await File.ReadAllTextAsync(Repository.Path("config", "samples", "runtime-cpu.yaml"), cancellationToken);
        return string.Join("\n---\n", NamespaceAndSecret(cluster), runtime.Replace("http://minio.storage.svc:9000", cluster.S3Endpoint, StringComparison.Ordinal));
    }

    private static string NamespaceAndSecret(ClusterFile cluster) => $"""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: {Namespace}
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: minio-team-a
          namespace: {Namespace}
        stringData:
          accessKey: "{cluster.AccessKey}"
          secretKey: "{cluster.SecretKey}"
        """;
}
