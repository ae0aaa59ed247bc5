using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Access;

/// <summary>Asks RBAC about a request, and refuses in the words of the real server.</summary>
internal static class Permissions
{
    public static void Require(Call call)
    {
        string verb = call.Http.Request.Method switch
        {
            "POST" => "create",
            "PUT" => "update",
            "PATCH" => "patch",
            "DELETE" => call.Path.Name is null ? "deletecollection" : "delete",
            _ when call.IsWatch => "watch",
            _ => call.Path.Name is null ? "list" : "get",
        };
        string resource = call.Path.Subresource is null ? call.Kind.Plural : $"{call.Kind.Plural}/{call.Path.Subresource}";
        string ns = call.Kind.Resource == "namespaces" ? call.Path.Name ?? "" : call.Path.Namespace;
        Require(call.Cluster, call.User, new Ask(verb, call.Kind.Group, resource, ns, call.Path.Name), call.Kind);
    }

    public static void Require(ClusterState cluster, Identity who, Ask ask, ResourceKind kind)
    {
        bool question = kind.ReviewOnly && kind.Plural.StartsWith("self", StringComparison.Ordinal) && who.Groups.Contains("system:authenticated");
        if (question || Rbac.Allows(cluster.Log, who, ask)) return;
        string where = ask.Namespace.Length > 0 ? $"in the namespace \"{ask.Namespace}\"" : "at the cluster scope";
        string named = ask.Name is null ? "" : $" \"{ask.Name}\"";
        System.Text.Json.Nodes.JsonObject details = ask.Name is null ? [] : new() { ["name"] = ask.Name };
        if (kind.Group.Length > 0) details["group"] = kind.Group;
        details["kind"] = kind.Plural;
        throw new ApiException(403, "Forbidden",
            $"{kind.Resource}{named} is forbidden: User \"{who.User}\" cannot {ask.Verb} resource \"{ask.Resource}\" in API group \"{ask.Group}\" {where}", details);
    }
}
