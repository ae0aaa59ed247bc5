using DevCluster.Api.Kinds;

namespace DevCluster.Api.Http;

/// <summary>A request path taken apart: /api/v1/namespaces/ns/pods/name/sub and its kin.</summary>
internal sealed record ApiPath(ResourceKind Kind, string Namespace, string? Name, string? Subresource, bool Watch = false)
{
    public static ApiPath? Parse(string path, KindCatalog kinds)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool core = parts is ["api", ..];
        int head = core ? 2 : 3;
        if ((!core && parts is not ["apis", ..]) || parts.Length <= head) return null;
        string group = core ? "" : parts[1];
        string version = parts[head - 1];
        string[] rest = [.. parts[head..].Select(Uri.UnescapeDataString)];
        // /api/v1/watch/... is how one watched in the old days.
        if (rest is ["watch", _, ..] && kinds.Find(group, version, "watch") is null)
            return Parse(string.Join('/', [.. parts[..head], .. parts[(head + 1)..]]), kinds) is { } watched ? watched with { Watch = true } : null;
        if (rest.Length >= 3 && rest[0] == "namespaces" && kinds.Find(group, version, rest[2]) is { Namespaced: true } inside)
            return new ApiPath(inside, rest[1], rest.ElementAtOrDefault(3), rest.ElementAtOrDefault(4));
        return kinds.Find(group, version, rest[0]) is { } kind ? new ApiPath(kind, "", rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2)) : null;
    }
}
