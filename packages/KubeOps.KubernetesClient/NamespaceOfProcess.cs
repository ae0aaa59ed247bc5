namespace KubeOps.KubernetesClient;

/// <summary>The namespace in which this process runs.</summary>
internal static class NamespaceOfProcess
{
    private const string ServiceAccountFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    public static string Find(string? configured, string variable) =>
        configured
        ?? Environment.GetEnvironmentVariable(variable)
        ?? (File.Exists(ServiceAccountFile) ? File.ReadAllText(ServiceAccountFile).Trim() : "default");
}
