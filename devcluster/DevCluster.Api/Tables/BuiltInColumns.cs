using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The columns of the built-in kinds.</summary>
internal static class BuiltInColumns
{
    /// <summary>The columns of a kind; null for one that is not built in.</summary>
    public static IReadOnlyList<Column>? Of(string apiVersion, string kind) => (Group(apiVersion), kind) switch
    {
        ("", "Pod") => PodColumns.All,
        ("batch", "Job") => JobColumns.All,
        ("", "Node") => NodeColumns.All,
        ("", "Service") => ServiceColumns.All,
        ("" or "events.k8s.io", "Event") => EventColumns.All,
        ("", "Namespace") => [Column.OfName, new("Status", (item, _) => Text(item["status"]?["phase"])), Column.OfAge],
        ("", "ConfigMap") => [Column.OfName, new("Data", (item, _) => Count(item["data"]) + Count(item["binaryData"])), Column.OfAge],
        ("", "Secret") => [Column.OfName, new("Type", (item, _) => Text(item["type"])), new("Data", (item, _) => Count(item["data"])), Column.OfAge],
        ("", "ServiceAccount") => [Column.OfName, Column.OfAge],
        ("coordination.k8s.io", "Lease") => [Column.OfName, new("Holder", (item, _) => Text(item["spec"]?["holderIdentity"])), Column.OfAge],
        ("networking.k8s.io", "NetworkPolicy") => [Column.OfName, new("Pod-Selector", (item, _) => Selector(item["spec"]?["podSelector"])), Column.OfAge],
        ("apps", "ControllerRevision") => [Column.OfName, new("Controller", (item, _) => Controller(item)), new("Revision", (item, _) => Number(item["revision"])), Column.OfAge],
        ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => [Column.OfName, new("Role", (item, _) => $"{Text(item["roleRef"]?["kind"])}/{Text(item["roleRef"]?["name"])}"), Column.OfAge],
        ("" or "batch" or "apps" or "policy", _) => Default,
        (var group, _) when group.EndsWith(".k8s.io", StringComparison.Ordinal) => Default,
        _ => null,
    };

    private static IReadOnlyList<Column> Default
        => [Column.OfName, new("Created At", (item, _) => item["metadata"]?["creationTimestamp"]?.DeepClone()) { Type = "date" }];

    private static string Group(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    private static string Controller(JsonObject item)
    {
        JsonNode? owner = List(item["metadata"]?["ownerReferences"]).FirstOrDefault(reference => Flag(reference?["controller"]));
        if (owner is null) return None;
        string kind = Text(owner["kind"]).ToLowerInvariant();
        string group = Group(Text(owner["apiVersion"]));
        return $"{(group.Length == 0 ? kind : $"{kind}.{group}")}/{Text(owner["name"])}";
    }
}
