using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Storage;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Lifecycle;

/// <summary>The four namespaces of every cluster, and the ServiceAccount "default" of every namespace.</summary>
internal static class StandingObjects
{
    private static readonly ResourceKind Namespaces = BuiltInKinds.All.First(kind => kind.Resource == "namespaces");
    private static readonly ResourceKind Accounts = BuiltInKinds.All.First(kind => kind.Resource == "serviceaccounts");

    public static void EnsureNamespaces(ClusterState cluster)
    {
        foreach (string name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
            Ensure(cluster, Namespaces, "", name);
    }

    /// <summary>Follows the log: a new namespace gets its account, and a deleted account comes back.</summary>
    public static async Task KeepAccountsAsync(ClusterState cluster, CancellationToken ct)
    {
        long revision = 0;
        while (!ct.IsCancellationRequested)
        {
            (List<LogEntry> entries, Task grown) = cluster.Log.After(revision);
            if (entries.Count > 0) revision = entries[^1].Revision;
            if (entries.Exists(entry => entry.Key.Resource is "namespaces" or "serviceaccounts"))
                foreach (JsonObject ns in cluster.Log.List("namespaces", null).Items.Where(ns => (string?)ns["status"]?["phase"] == "Active"))
                    Ensure(cluster, Accounts, (string)ns["metadata"]!["name"]!, "default");
            await grown.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Ensure(ClusterState cluster, ResourceKind kind, string ns, string name)
    {
        if (cluster.Log.Get(new ObjectKey(kind.Resource, ns, name)) is not null) return;
        try
        {
            CreateVerb.Create(cluster, kind, ns, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, FieldChecks.None);
        }
        catch (Errors.ApiException)
        {
            // Somebody else created it, or the namespace went meanwhile.
        }
    }
}
