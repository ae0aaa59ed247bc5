using System.Text;

namespace DevCluster.State;

/// <summary>The kubeconfig of a cluster, with the one context admin.</summary>
internal static class Kubeconfig
{
    public static string Text(Uri server, string authority, string token) => $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: devcluster
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authority))}
        users:
        - name: admin
          user:
            token: {token}
        contexts:
        - name: admin
          context:
            cluster: devcluster
            user: admin
        current-context: admin

        """;
}
