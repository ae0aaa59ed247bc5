using System.Text.Json.Nodes;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Access;

/// <summary>Whose token it is; a service account's token dies with the account, and with the pod that it is bound to.</summary>
internal static class Authentication
{
    public static (Identity Who, string[] Audiences)? Recognize(ClusterState cluster, string token, IReadOnlyList<string> audiences)
    {
        if (cluster.Tokens.Recognize(token, audiences) is not { } found) return null;
        string[] parts = found.Who.User.Split(':');
        if (found.Who.Uid.Length == 0 || parts is not ["system", "serviceaccount", string ns, string name]) return found;
        bool alive = Is(cluster, new ObjectKey("serviceaccounts", ns, name), found.Who.Uid)
            && (Extra(found.Who, "pod-name") is not { } pod || Is(cluster, new ObjectKey("pods", ns, pod), Extra(found.Who, "pod-uid")));
        return alive ? found : null;
    }

    private static string? Extra(Identity who, string name) => (string?)(who.Extra?[$"authentication.kubernetes.io/{name}"] as JsonArray)?[0];

    private static bool Is(ClusterState cluster, ObjectKey key, string? uid) => (string?)cluster.Log.Get(key)?["metadata"]!["uid"] == uid;
}
