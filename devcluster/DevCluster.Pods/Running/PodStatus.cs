using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>Why the runner itself ended a pod; it stands above what the containers say.</summary>
internal sealed record PodEnd(string? Reason, string? Message, string? Disruption = null);

/// <summary>The status of a pod from the states of its containers: a value that is merged into the object.</summary>
internal static class PodStatus
{
    private static readonly string[] Ours = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"];

    public static JsonObject Of(JsonObject pod, IReadOnlyDictionary<string, ContainerState> states, PodEnd? end, DateTimeOffset startTime, DateTimeOffset now)
    {
        JsonObject[] init = [.. pod.Items("spec", "initContainers")];
        JsonObject[] main = [.. pod.Items("spec", "containers")];
        string phase = end is not null ? "Failed" : Phase(pod, init, main, states);
        JsonObject status = new()
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray([.. Conditions(pod, phase, init, main, states, end, now)]),
            ["hostIP"] = "127.0.0.1",
            ["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = "127.0.0.1" }),
            ["podIP"] = "127.0.0.1",
            ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = "127.0.0.1" }),
            ["startTime"] = startTime.Stamp(),
            ["containerStatuses"] = Statuses(main, states),
        };
        if (init.Length > 0) status["initContainerStatuses"] = Statuses(init, states);
        if (end?.Reason is not null) (status["reason"], status["message"]) = (end.Reason, end.Message);
        return status;
    }

    private static string Phase(JsonObject pod, JsonObject[] init, JsonObject[] main, IReadOnlyDictionary<string, ContainerState> states)
    {
        string restart = pod.Text("spec", "restartPolicy") ?? "Always";
        ContainerState[] all = [.. main.Select(container => states[container.Text("name")!])];
        bool initFailed = restart == "Never" && init.Any(container => states[container.Text("name")!].ExitCode is > 0);
        if (initFailed) return "Failed";
        if (Array.TrueForAll(all, state => state.ExitCode is not null) && restart != "Always")
        {
            if (Array.TrueForAll(all, state => state.ExitCode == 0)) return "Succeeded";
            if (restart == "Never") return "Failed";
        }

        return Array.Exists(all, state => state.IsRunning || state.ExitCode is not null || state.Restarts > 0) ? "Running" : "Pending";
    }

    private static IEnumerable<JsonNode> Conditions(
        JsonObject pod, string phase, JsonObject[] init, JsonObject[] main, IReadOnlyDictionary<string, ContainerState> states, PodEnd? end, DateTimeOffset now)
    {
        bool over = phase is "Succeeded" or "Failed";
        bool initialized = init.All(container => states[container.Text("name")!].ExitCode == 0);
        bool ready = !over && main.All(container => states[container.Text("name")!].IsRunning);
        string? why = ready ? null : phase switch { "Succeeded" => "PodCompleted", "Failed" => "PodFailed", _ => "ContainersNotReady" };
        yield return Condition(pod, "PodReadyToStartContainers", !over, null, now);
        yield return Condition(pod, "Initialized", initialized, initialized ? phase == "Succeeded" ? "PodCompleted" : null : "ContainersNotInitialized", now);
        yield return Condition(pod, "Ready", ready, why, now);
        yield return Condition(pod, "ContainersReady", ready, why, now);
        if (end?.Disruption is { } disruption && pod.Condition("DisruptionTarget") is null)
        {
            JsonObject target = Condition(pod, "DisruptionTarget", true, disruption, now);
            target["message"] = end.Message;
            yield return target;
        }

        // What others wrote stays: PodScheduled is the scheduler's.
        foreach (JsonObject other in pod.Items("status", "conditions").Where(one => !Ours.Contains(one.Text("type")))) yield return other.DeepClone();
    }

    private static JsonObject Condition(JsonObject pod, string type, bool value, string? reason, DateTimeOffset now)
    {
        JsonObject? before = pod.Condition(type);
        string status = value ? "True" : "False";
        JsonObject condition = new()
        {
            ["type"] = type,
            ["status"] = status,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = before.Text("status") == status ? before.Text("lastTransitionTime") : now.Stamp(),
        };
        if (reason is not null) condition["reason"] = reason;
        return condition;
    }

    private static JsonArray Statuses(JsonObject[] containers, IReadOnlyDictionary<string, ContainerState> states)
        => new([.. containers.Select(container => (JsonNode)states[container.Text("name")!].ToStatus(container))]);
}
