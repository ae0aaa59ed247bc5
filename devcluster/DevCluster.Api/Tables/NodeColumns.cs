using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The table of Nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static IReadOnlyList<Column> All =>
    [
        Column.OfName,
        new("Status", (node, _) => Status(node)),
        new("Roles", (node, _) => Roles(node)),
        Column.OfAge,
        new("Version", (node, _) => Text(node["status"]?["nodeInfo"]?["kubeletVersion"])),
        new Column("Internal-IP", (node, _) => Address(node, "InternalIP")).Wide(),
        new Column("External-IP", (node, _) => Address(node, "ExternalIP")).Wide(),
        Fact("OS-Image", "osImage"),
        Fact("Kernel-Version", "kernelVersion"),
        Fact("Container-Runtime", "containerRuntimeVersion"),
    ];

    private static Column Fact(string name, string field)
        => new Column(name, (node, _) => Text(node["status"]?["nodeInfo"]?[field], Ages.Unknown)).Wide();

    private static string Status(JsonObject node)
    {
        string ready = Condition(node, "Ready") switch { "True" => "Ready", null => "Unknown", _ => "NotReady" };
        return Flag(node["spec"]?["unschedulable"]) ? ready + ",SchedulingDisabled" : ready;
    }

    private static string Roles(JsonObject node)
        => Joined((node["metadata"]?["labels"] as JsonObject ?? [])
            .Select(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? label.Key[RolePrefix.Length..]
                : label.Key == "kubernetes.io/role" ? Text(label.Value) : "")
            .Where(role => role.Length > 0).Distinct().Order(StringComparer.Ordinal));

    private static string Address(JsonObject node, string type)
        => List(node["status"]?["addresses"]).Where(address => Text(address?["type"]) == type).Select(address => Text(address?["address"])).FirstOrDefault() ?? None;
}
