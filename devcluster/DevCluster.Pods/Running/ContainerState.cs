using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>How a container stands, as containerStatuses say it.</summary>
internal sealed record ContainerState(JsonObject State, int Restarts = 0, JsonObject? Last = null)
{
    public static readonly ContainerState Creating = Waiting("ContainerCreating");

    public bool IsRunning => State["running"] is not null;

    public long? ExitCode => State.Number("terminated", "exitCode");

    public static ContainerState Waiting(string reason, string? message = null)
    {
        JsonObject waiting = new() { ["reason"] = reason };
        if (message is not null) waiting["message"] = message;
        return new ContainerState(new JsonObject { ["waiting"] = waiting });
    }

    public static ContainerState Running(DateTimeOffset since) => new(new JsonObject { ["running"] = new JsonObject { ["startedAt"] = since.Stamp() } });

    public static ContainerState Terminated(int exitCode, string reason, string? message, DateTimeOffset started, DateTimeOffset finished)
    {
        JsonObject terminated = new() { ["exitCode"] = exitCode, ["reason"] = reason, ["startedAt"] = started.Stamp(), ["finishedAt"] = finished.Stamp() };
        if (!string.IsNullOrEmpty(message)) terminated["message"] = message;
        return new ContainerState(new JsonObject { ["terminated"] = terminated });
    }

    /// <summary>The same container after so many restarts.</summary>
    public ContainerState After(int restarts, JsonObject? last) => this with { Restarts = restarts, Last = last };

    public JsonObject ToStatus(JsonObject container)
    {
        return new JsonObject
        {
            ["name"] = container.Text("name"),
            ["state"] = State.DeepClone(),
            ["lastState"] = Last?.DeepClone() ?? new JsonObject(),
            ["ready"] = IsRunning,
            ["started"] = IsRunning,
            ["restartCount"] = Restarts,
            ["image"] = container.Text("image"),
            ["imageID"] = IsRunning || ExitCode is not null ? $"process://{container.Text("image")}" : "",
        };
    }
}
