using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>Where a pod lies: volumes by name, containers by name and attempt.</summary>
internal sealed record PodFolder(string Root)
{
    public static PodFolder Of(string pods, JsonObject pod) => new(Path.Combine(pods, pod.Uid()));

    public string Volume(string name) => Path.Combine(Root, "volumes", name);

    public string Container(string name) => Path.Combine(Root, "containers", name);

    public string Attempt(string container, int attempt) => Path.Combine(Container(container), attempt.ToString());

    /// <summary>The last attempt that was begun; 0 when none was.</summary>
    public int LastAttempt(string container)
        => Directory.Exists(Container(container))
            ? Directory.EnumerateDirectories(Container(container)).Select(path => int.Parse(Path.GetFileName(path))).DefaultIfEmpty().Max()
            : 0;
}
