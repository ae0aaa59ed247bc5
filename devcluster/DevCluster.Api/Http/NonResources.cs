using DevCluster.Api.Access;
using DevCluster.Api.Errors;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Http;

/// <summary>The paths that are no resources: health, version, discovery, OpenAPI; and those that nobody knows.</summary>
internal static class NonResources
{
    public static async Task<bool> TryAnswerAsync(HttpContext http, string path, Identity who, ClusterState cluster)
    {
        if (IsHealth(path))
        {
            string verbose = http.Request.Query.ContainsKey("verbose") ? $"[+]ping ok\n{path[1..]} check passed\n" : "ok";
            await Answer.TextAsync(http, verbose);
            return true;
        }

        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool resource = parts is ["api", _, _, ..] or ["apis", _, _, _, ..];
        if (!resource) RequirePath(http, path, who);
        if (path == "/version" && http.Request.Method != "GET") throw Refusals.MethodNotAllowed();
        if (http.Request.Method == "GET" && !resource && await TryDocumentAsync(http, path, cluster)) return true;
        bool known = parts is ["api", ..] || (parts is ["apis", string group, _, ..] && Kinds.BuiltInKinds.All.Concat(Kinds.ReviewKinds.All).Any(kind => kind.Group == group));
        if (known || (resource && ApiPath.Parse(path, cluster.Kinds) is not null)) return false;
        await Answer.TextAsync(http, "404 page not found\n", 404);
        return true;
    }

    private static async Task<bool> TryDocumentAsync(HttpContext http, string path, ClusterState cluster)
    {
        if (await OpenApi.TryAnswerAsync(http, path, cluster.Kinds)) return true;
        string accept = http.Request.Headers.Accept.ToString();
        if (path is "/api" or "/apis" && Accepted.Of(accept, AggregatedDiscovery.Form).As.Length > 0)
        {
            await AggregatedDiscovery.SendAsync(http, path == "/api", cluster.Kinds);
            return true;
        }

        if (Discovery.Answer(path, http.Request.Host.ToString(), cluster.Kinds) is not { } document) return false;
        await Answer.SendAsync(http, document, 200);
        return true;
    }

    private static bool IsHealth(string path)
        => path is "/healthz" or "/readyz" or "/livez" || path.StartsWith("/healthz/", StringComparison.Ordinal) || path.StartsWith("/readyz/", StringComparison.Ordinal)
            || path.StartsWith("/livez/", StringComparison.Ordinal);

    /// <summary>Everybody reads the version and the health; discovery is for whoever has a name.</summary>
    public static bool Allows(Identity who, string path)
    {
        if (path == "/version" || IsHealth(path) || who.Groups.Contains("system:masters")) return true;
        bool discovery = path is "/api" or "/apis" || path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/apis/", StringComparison.Ordinal)
            || path.StartsWith("/openapi/", StringComparison.Ordinal);
        return discovery && who.Groups.Contains("system:authenticated");
    }

    private static void RequirePath(HttpContext http, string path, Identity who)
    {
        if (Allows(who, path)) return;
        string verb = http.Request.Method.ToLowerInvariant();
        throw new ApiException(403, "Forbidden", $"forbidden: User \"{who.User}\" cannot {verb} path \"{path}\"", []);
    }
}
