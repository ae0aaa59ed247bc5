using DevCluster.Api.Access;
using DevCluster.Api.Kinds;
using DevCluster.Api.Storage;

namespace DevCluster.Api;

/// <summary>What all requests to one server share.</summary>
internal sealed record ClusterState(ObjectLog Log, KindCatalog Kinds, Tokens Tokens, TimeProvider Time, IPodLogs? Logs, bool DefaultServiceAccounts)
{
    /// <summary>Now, as metav1.Time writes it.</summary>
    public string Now => Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
