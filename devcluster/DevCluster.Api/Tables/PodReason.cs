using System.Text.Json.Nodes;
using static DevCluster.Api.Tables.Cells;

namespace DevCluster.Api.Tables;

/// <summary>The Status text of a Pod: its phase, unless a container has more to say.</summary>
internal static class PodReason
{
    public static string Of(JsonObject pod)
    {
        string phase = Text(pod["status"]?["phase"], "Unknown");
        string reason = Text(pod["status"]?["reason"], phase);
        if (IsGated(pod)) reason = "SchedulingGated";
        string? initializing = Initializing(pod);
        string told = initializing ?? FromContainers(pod, reason);
        if (pod["metadata"]?["deletionTimestamp"] is null) return told;
        if (Text(pod["status"]?["reason"]) == "NodeLost") return "Unknown";
        return phase is "Succeeded" or "Failed" ? told : "Terminating";
    }

    /// <summary>The row condition by which kubectl knows a finished Pod; null for others.</summary>
    public static JsonObject? Completion(JsonObject pod) => Text(pod["status"]?["phase"]) switch
    {
        "Succeeded" => Completed("Succeeded", "The pod has completed successfully."),
        "Failed" => Completed("Failed", "The pod failed."),
        _ => null,
    };

    private static JsonObject Completed(string reason, string message)
        => new() { ["type"] = "Completed", ["status"] = "True", ["reason"] = reason, ["message"] = message };

    private static bool IsGated(JsonObject pod)
        => List(pod["status"]?["conditions"]).Any(condition => Text(condition?["type"]) == "PodScheduled" && Text(condition?["reason"]) == "SchedulingGated");

    private static string? Initializing(JsonObject pod)
    {
        JsonArray containers = List(pod["spec"]?["initContainers"]);
        HashSet<string> restartable = [.. containers.Where(one => Text(one?["restartPolicy"]) == "Always").Select(one => Text(one?["name"]))];
        int index = 0;
        foreach (JsonNode? status in List(pod["status"]?["initContainerStatuses"]))
        {
            bool sidecar = restartable.Contains(Text(status?["name"])) && Flag(status?["started"]);
            if (!sidecar && !HasSucceeded(status?["state"])) return "Init:" + (Trouble(status?["state"]) ?? $"{index}/{containers.Count}");
            index++;
        }

        return null;
    }

    private static bool HasSucceeded(JsonNode? state) => state?["terminated"] is { } terminated && Number(terminated["exitCode"]) == 0;

    private static string? Trouble(JsonNode? state)
    {
        if (state?["terminated"] is { } terminated) return Ended(terminated);
        return Text(state?["waiting"]?["reason"]) is { Length: > 0 } waiting and not "PodInitializing" ? waiting : null;
    }

    private static string FromContainers(JsonObject pod, string reason)
    {
        bool running = false;
        // The first container has the last word.
        foreach (JsonNode? status in List(pod["status"]?["containerStatuses"]).Reverse())
        {
            JsonNode? state = status?["state"];
            if (Text(state?["waiting"]?["reason"]) is { Length: > 0 } waiting) reason = waiting;
            else if (state?["terminated"] is { } terminated) reason = Ended(terminated);
            else running |= Flag(status?["ready"]) && state?["running"] is not null;
        }

        if (reason != "Completed" || !running) return reason;
        return IsTrue(pod, "Ready") ? "Running" : "NotReady";
    }

    private static string Ended(JsonNode terminated)
    {
        if (Text(terminated["reason"]) is { Length: > 0 } reason) return reason;
        return Number(terminated["signal"]) is var signal and not 0 ? $"Signal:{signal}" : $"ExitCode:{Number(terminated["exitCode"])}";
    }
}
