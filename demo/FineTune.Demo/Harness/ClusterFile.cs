namespace FineTune.Demo.Harness;

/// <summary>What <c>devcluster up</c> writes to cluster.json.</summary>
public sealed record ClusterFile(string ApiServer, string S3Endpoint, string AccessKey, string SecretKey, int Pid, string Kubeconfig);
