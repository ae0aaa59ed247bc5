using FineTune.Contract;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>Lets the pod reach name resolution, the store and the operator, and lets Prometheus in, and nothing else.</summary>
internal static class EgressPolicy
{
    public static V1NetworkPolicy Of(RunPlan plan) => new()
    {
        ApiVersion = "networking.k8s.io/v1",
        Kind = "NetworkPolicy",
        Metadata = ChildMetadata.Of(plan, $"{plan.Run.Run.Name}-trainer", perAttempt: false),
        Spec = new V1NetworkPolicySpec
        {
            PodSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { [PodNames.UidLabel] = plan.Run.Run.Uid } },
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = plan.Runtime.MetricsPort is { } port ? [new V1NetworkPolicyIngressRule { Ports = [Port(port)] }] : [],
            Egress =
            [
                new V1NetworkPolicyEgressRule { Ports = [Port(53, "UDP"), Port(53)] },
                // Endpoints are names, policies know addresses only: the port is what can be said.
                new V1NetworkPolicyEgressRule { Ports = [.. Ports(plan).Distinct().Order().Select(one => Port(one))] },
            ],
        },
    };

    private static IEnumerable<int> Ports(RunPlan plan)
    {
        yield return new Uri(plan.Run.Storage!.Endpoint).Port;
        if (plan.Run.Progress is { } progress) yield return new Uri(progress.Url).Port;
    }

    private static V1NetworkPolicyPort Port(int port, string protocol = "TCP") => new() { Port = port, Protocol = protocol };
}
