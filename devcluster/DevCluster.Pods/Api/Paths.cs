namespace DevCluster.Pods.Api;

/// <summary>The paths of the resources that the cluster's own parts use.</summary>
internal static class Paths
{
    public const string Pods = "/api/v1/pods";
    public const string Nodes = "/api/v1/nodes";
    public const string Jobs = "/apis/batch/v1/jobs";

    public static string PodsOf(string ns) => $"/api/v1/namespaces/{ns}/pods";

    public static string Pod(string ns, string name) => $"{PodsOf(ns)}/{name}";

    public static string Job(string ns, string name) => $"/apis/batch/v1/namespaces/{ns}/jobs/{name}";

    public static string Node(string name) => $"{Nodes}/{name}";

    public static string EventsOf(string ns) => $"/api/v1/namespaces/{ns}/events";

    public static string Secret(string ns, string name) => $"/api/v1/namespaces/{ns}/secrets/{name}";

    public static string ConfigMap(string ns, string name) => $"/api/v1/namespaces/{ns}/configmaps/{name}";

    public static string AccountToken(string ns, string name) => $"/api/v1/namespaces/{ns}/serviceaccounts/{name}/token";
}
