using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The table of Services.</summary>
internal static class ServiceColumns
{
    public static IReadOnlyList<Column> All =>
    [
        Column.OfName,
        new("Type", (service, _) => Text(service["spec"]?["type"])),
        new("Cluster-IP", (service, _) => Text(service["spec"]?["clusterIP"], None)),
        new("External-IP", (service, _) => External(service)),
        new("Port(s)", (service, _) => Joined(List(service["spec"]?["ports"]).Select(Port))),
        Column.OfAge,
        new Column("Selector", (service, _) => Labels(service["spec"]?["selector"])).Wide(),
    ];

    private static string External(JsonObject service)
    {
        if (Text(service["spec"]?["type"]) == "ExternalName") return Text(service["spec"]?["externalName"], None);
        IEnumerable<string> balancers = List(service["status"]?["loadBalancer"]?["ingress"]).Select(point => Text(point?["ip"], Text(point?["hostname"])));
        string addresses = Joined(balancers.Concat(List(service["spec"]?["externalIPs"]).Select(address => Text(address))));
        return addresses == None && Text(service["spec"]?["type"]) == "LoadBalancer" ? "<pending>" : addresses;
    }

    private static string Port(JsonNode? port)
    {
        string number = Text(port?["port"]);
        if (Number(port?["nodePort"]) is var node and not 0) number += $":{node}";
        return $"{number}/{Text(port?["protocol"], "TCP")}";
    }
}
