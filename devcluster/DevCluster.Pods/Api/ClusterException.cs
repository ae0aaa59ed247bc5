using System.Net;

namespace DevCluster.Pods.Api;

/// <summary>The API server refused a request.</summary>
public sealed class ClusterException(HttpStatusCode code, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Code { get; } = code;
}
