namespace DevCluster.Api.Kinds;

/// <summary>One subresource: its name, the kind of its body and its verbs.</summary>
internal sealed record Subresource(string Name, string Group, string Version, string Kind, params string[] Verbs);

/// <summary>What lies below each resource.</summary>
internal static class Subresources
{
    public static IEnumerable<Subresource> Of(ResourceKind kind)
    {
        IEnumerable<Subresource> own = kind.Resource switch
        {
            "namespaces" => [new("finalize", "", "v1", "Namespace", "update")],
            "pods" =>
            [
                new("binding", "", "v1", "Binding", "create"),
                new("eviction", "policy", "v1", "Eviction", "create"),
                new("log", "", "v1", "Pod", "get"),
            ],
            "serviceaccounts" => [new("token", "authentication.k8s.io", "v1", "TokenRequest", "create")],
            _ => [],
        };
        if (kind.HasStatus) own = own.Append(new Subresource("status", kind.Group, kind.Version, kind.Kind, "get", "patch", "update"));
        if (kind.Scale is not null) own = own.Append(new Subresource("scale", "autoscaling", "v1", "Scale", "get", "patch", "update"));
        // Those of custom resources are not sorted.
        return kind.Custom ? own : own.OrderBy(one => one.Name, StringComparer.Ordinal);
    }

    public static string[] Verbs(ResourceKind kind) => kind switch
    {
        { ReviewOnly: true } => ["create"],
        { Resource: "namespaces" } => ["create", "delete", "get", "list", "patch", "update", "watch"],
        { Custom: true } => ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
        _ => ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
    };
}
