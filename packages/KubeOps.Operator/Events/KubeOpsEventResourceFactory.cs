using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Events;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Events;

/// <summary>Makes events whose name says everything about them, so that the same event again finds the first.</summary>
public class KubeOpsEventResourceFactory(OperatorSettings settings, ILogger<EventPublisher>? logger = null) : IEventResourceFactory
{
    public virtual Corev1Event CreateEvent(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type)
    {
        string space = entity.Namespace() ?? "default";
        string name = $"{entity.Uid()}.{entity.Name()}.{space}.{reason}.{message}.{type}";
        if (logger is not null) EventLog.Naming(logger, name);
        return new Corev1Event
        {
            Metadata = new()
            {
                Name = EventNameEncoder.Encode(name),
                NamespaceProperty = space,
                Annotations = new Dictionary<string, string>
                {
                    ["originalName"] = name,
                    ["nameHash"] = "sha512",
                    ["nameEncoding"] = "Hex String",
                },
            },
            Type = type.ToString(),
            Reason = reason,
            Message = message,
            ReportingComponent = settings.Name,
            ReportingInstance = Environment.MachineName,
            Source = new() { Component = settings.Name },
            InvolvedObject = entity.MakeObjectReference(),
        }.Initialize();
    }
}
