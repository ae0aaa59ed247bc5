using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>The first rule of spec.podFailurePolicy that matches a failed pod.</summary>
internal sealed record FailurePolicy(string Action, string Message)
{
    private static readonly FailurePolicy Counted = new("Count", "");

    public static FailurePolicy Of(JobFacts facts, JsonObject pod)
    {
        if (pod.Phase() != "Failed") return Counted;
        int index = 0;
        foreach (JsonObject rule in facts.Spec.Items("podFailurePolicy", "rules"))
        {
            string action = rule.Text("action")!;
            if (Match(rule, pod) is { } what) return new FailurePolicy(action, $"{what} matching {action} rule at index {index}");
            index++;
        }

        return Counted;
    }

    private static string? Match(JsonObject rule, JsonObject pod)
    {
        string name = $"{pod.Namespace()}/{pod.Name()}";
        if (rule.At("onExitCodes") is { } codes)
        {
            JsonObject? container = Containers(pod).FirstOrDefault(status => Matches(codes, status));
            return container is null ? null : $"Container {container.Text("name")} for pod {name} failed with exit code {ExitCode(container)}";
        }

        JsonObject? condition = rule.Items("onPodConditions")
            .FirstOrDefault(wanted => pod.Condition(wanted.Text("type")!).Text("status") == (wanted.Text("status") ?? "True"));
        return condition is null ? null : $"Pod {name} has condition {condition.Text("type")}";
    }

    private static bool Matches(JsonNode codes, JsonObject status)
    {
        if (ExitCode(status) is not (not null and not 0) || (codes.Text("containerName") is { } only && only != status.Text("name"))) return false;
        return codes.Texts("values").Contains(ExitCode(status).ToString()) == (codes.Text("operator") == "In");
    }

    private static IEnumerable<JsonObject> Containers(JsonObject pod)
        => pod.Items("status", "containerStatuses").Concat(pod.Items("status", "initContainerStatuses"));

    private static long? ExitCode(JsonObject status) => status.Number("state", "terminated", "exitCode");
}
