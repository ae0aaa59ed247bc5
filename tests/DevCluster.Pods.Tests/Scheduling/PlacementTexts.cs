using System.Text.Json.Nodes;
using DevCluster.Pods.Json;
using DevCluster.Pods.Scheduling;

namespace DevCluster.Pods.Tests.Scheduling;

/// <summary>The scheduler's words, as a real one was heard to say them.</summary>
public sealed class PlacementTexts
{
    private const string NoVictims = "No preemption victims found for incoming pod.";
    private const string NoHelp = "Preemption is not helpful for scheduling.";

    [Fact]
    public void Without_nodes_there_is_nowhere_to_go() =>
        Assert.Equal("no nodes available to schedule pods", Placement.Of(Pod("a"), [], []).Message);

    [Fact]
    public void A_request_that_would_fit_an_empty_node_finds_no_victims()
    {
        JsonObject[] nodes = [Node(new NodeSpec("n1")), Node(new NodeSpec("n2"))];
        JsonObject[] running = [Pod("one", gpus: 2, node: "n1"), Pod("two", gpus: 2, node: "n2")];
        Assert.Equal(
            $"0/2 nodes are available: 2 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 {NoVictims}",
            Placement.Of(Pod("three", gpus: 2), nodes, running).Message);
    }

    [Fact]
    public void A_request_that_never_fits_is_not_helped_by_preemption() =>
        Assert.Equal(Refusal("1 Insufficient nvidia.com/gpu"), Placement.Of(Pod("a", gpus: 3), [Node(new NodeSpec("n1"))], []).Message);

    [Fact]
    public void Every_lacking_resource_is_named() =>
        Assert.Equal(Refusal("1 Insufficient cpu, 1 Insufficient memory"), Placement.Of(Pod("a", more: """{"cpu": "17", "memory": "100Gi"}"""), [Node(new NodeSpec("n1"))], []).Message);

    [Fact]
    public void A_selector_a_taint_and_a_cordon_are_named()
    {
        JsonObject selecting = Pod("a");
        selecting["spec"]!["nodeSelector"] = new JsonObject { ["disk"] = "fast" };
        Assert.Equal(Refusal("1 node(s) didn't match Pod's node affinity/selector"), Placement.Of(selecting, [Node(new NodeSpec("n1"))], []).Message);
        NodeSpec tainted = new("n1") { Taints = ["gpu=yes:NoSchedule"] };
        Assert.Equal(Refusal("1 node(s) had untolerated taint(s)"), Placement.Of(Pod("a"), [Node(tainted)], []).Message);
        JsonObject cordoned = Node(new NodeSpec("n1"));
        cordoned["spec"]!["unschedulable"] = true;
        Assert.Equal(Refusal("1 node(s) were unschedulable"), Placement.Of(Pod("a"), [cordoned], []).Message);
    }

    [Theory]
    [InlineData("n1", "n1")]
    [InlineData("n2", null)]
    public void A_field_of_the_affinity_names_the_node(string wanted, string? node)
    {
        JsonObject pod = Pod("a");
        pod["spec"]!["affinity"] = JsonNode.Parse("""
            {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
              {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["<node>"]}]}]}}}
            """.Replace("<node>", wanted, StringComparison.Ordinal));
        Assert.Equal(node, Placement.Of(pod, [Node(new NodeSpec("n1"))], []).Node);
    }

    [Theory]
    [InlineData("affinity", """{"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [{"topologyKey": "kubernetes.io/hostname"}]}}""", "spec.affinity.podAntiAffinity")]
    [InlineData("topologySpreadConstraints", """[{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}]""", "spec.topologySpreadConstraints")]
    [InlineData("runtimeClassName", "\"gvisor\"", "spec.runtimeClassName")]
    [InlineData("topologySpreadConstraints", """[{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway"}]""", null)]
    public void What_the_scheduler_does_not_know_is_refused_by_name(string field, string value, string? refused)
    {
        JsonObject pod = Pod("a");
        pod["spec"]![field] = JsonNode.Parse(value);
        var place = Placement.Of(pod, [Node(new NodeSpec("n1"))], []);
        Assert.Equal(refused is null ? "n1" : null, place.Node);
        Assert.Equal(refused is null ? "" : $"{refused}: not in the development cluster's subset", place.Message);
    }

    [Fact]
    public void A_toleration_a_label_and_an_affinity_open_the_node()
    {
        NodeSpec spec = new("n1") { Taints = ["gpu=yes:NoSchedule"], Labels = new Dictionary<string, string> { ["disk"] = "fast" } };
        JsonObject pod = Pod("a");
        pod["spec"]!["nodeSelector"] = new JsonObject { ["disk"] = "fast" };
        pod["spec"]!["tolerations"] = JsonNode.Parse("""[{"key": "gpu", "operator": "Equal", "value": "yes", "effect": "NoSchedule"}]""");
        pod["spec"]!["affinity"] = JsonNode.Parse("""
            {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
              {"matchExpressions": [{"key": "disk", "operator": "In", "values": ["fast", "faster"]}, {"key": "old", "operator": "DoesNotExist"}]}]}}}
            """);
        Assert.Equal("n1", Placement.Of(pod, [Node(spec)], []).Node);
    }

    [Fact]
    public void A_finished_pod_holds_nothing()
    {
        JsonObject done = Pod("done", gpus: 2, node: "n1");
        done["status"] = new JsonObject { ["phase"] = "Succeeded" };
        Assert.Equal("n1", Placement.Of(Pod("next", gpus: 2), [Node(new NodeSpec("n1"))], [done]).Node);
    }

    [Theory]
    [InlineData("500m", "0.5")]
    [InlineData("2", "2")]
    [InlineData("1Gi", "1073741824")]
    [InlineData("100M", "100000000")]
    [InlineData("1e3", "1000")]
    public void Quantities_are_read(string text, string value) => Assert.Equal(decimal.Parse(value), Quantity.Parse(text));

    private static string Refusal(string reasons)
    {
        return $"0/1 nodes are available: {reasons}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 {NoHelp}";
    }

    private static JsonObject Node(NodeSpec spec)
    {
        JsonObject node = spec.ToObject();
        node["status"] = spec.ToStatus(DateTimeOffset.UnixEpoch);
        return node.Copy();
    }

    private static JsonObject Pod(string name, int gpus = 0, string? node = null, string more = "{}")
    {
        JsonObject requests = JsonNode.Parse(more)!.AsObject();
        if (gpus > 0) requests["nvidia.com/gpu"] = gpus.ToString();
        JsonObject container = new() { ["name"] = "main", ["resources"] = new JsonObject { ["requests"] = requests } };
        JsonObject spec = new() { ["containers"] = new JsonArray(container) };
        if (node is not null) spec["nodeName"] = node;
        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" }, ["spec"] = spec };
    }
}
