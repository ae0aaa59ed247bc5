using DevCluster.Pods.Api;
using Microsoft.Extensions.Logging;

namespace DevCluster.Pods.Running;

/// <summary>What all pods of a runner share.</summary>
internal sealed record RunnerContext(ClusterClient Client, Uri ApiServer, ObjectCache Pods, ObjectCache Nodes, ImageTable Images, string Folder, TimeProvider Time, ILogger Logger)
{
    public EventWriter Events { get; } = new(Client, Time, "kubelet");

    public VolumeWriter Volumes { get; } = new(Client, Time);
}
