using DevCluster.Api.Kinds;

namespace DevCluster.Api.Http;

/// <summary>The path of a question, such as /apis/authorization.k8s.io/v1/selfsubjectaccessreviews.</summary>
internal sealed record ReviewPath(ResourceKind Kind, string Namespace)
{
    public static ReviewPath? Parse(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        (string group, string version, string ns, string plural) = parts switch
        {
            ["apis", string one, string two, string three] => (one, two, "", three),
            ["apis", string one, string two, "namespaces", string place, string three] => (one, two, place, three),
            _ => ("", "", "", ""),
        };
        ResourceKind? kind = ReviewKinds.All.FirstOrDefault(one => one.Group == group && one.Version == version && one.Plural == plural && one.Namespaced == ns.Length > 0);
        return kind is null ? null : new ReviewPath(kind, ns);
    }
}
