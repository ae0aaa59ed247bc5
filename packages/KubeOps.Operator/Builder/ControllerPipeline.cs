using System.Diagnostics;
using k8s;
using k8s.LeaderElection;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;
using KubeOps.Operator.Queue;
using KubeOps.Operator.Reconciliation;
using KubeOps.Operator.Watcher;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Builder;

/// <summary>One registered controller: its watch, its queue and its reconciler.</summary>
internal sealed class ControllerPipeline<TEntity>(Type controller, Type? labelSelector, Type? fieldSelector)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private TimedEntityQueue<TEntity>? _queue;

    private (Type Controller, Type? LabelSelector, Type? FieldSelector) Key => (controller, labelSelector, fieldSelector);

    public bool IsSame(ControllerPipeline<TEntity> other) => Key == other.Key;

    /// <summary>The queue, made once: watcher, consumer and reconciler share it.</summary>
    public TimedEntityQueue<TEntity> Queue(IServiceProvider services)
    {
        lock (_lock) return _queue ??= new(services.GetService<OperatorMetrics>());
    }

    /// <summary>The hosted service that runs this controller.</summary>
    public IHostedService CreateService(IServiceProvider services)
    {
        OperatorSettings settings = services.GetRequiredService<OperatorSettings>();
        IKubernetesClient client = services.GetRequiredService<IKubernetesClient>();
        ActivitySource activities = services.GetRequiredService<ActivitySource>();
        OperatorMetrics? metrics = services.GetService<OperatorMetrics>();
        ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
        TimedEntityQueue<TEntity> queue = Queue(services);
        Reconciler<TEntity> reconciler = new(services, settings, queue, client, controller, metrics, loggers.CreateLogger<Reconciler<TEntity>>());
        QueueConsumer<TEntity> consumer = new(
            activities, client, settings.ParallelReconciliation, queue, reconciler,
            services.GetRequiredService<EntityLocks<TEntity>>(), metrics, loggers.CreateLogger<QueueConsumer<TEntity>>());
        ResourceWatcher<TEntity> watcher = new(
            activities, client, settings, queue,
            labelSelector is null
                ? services.GetRequiredService<IEntityLabelSelector<TEntity>>()
                : (IEntityLabelSelector<TEntity>)services.GetRequiredService(labelSelector),
            fieldSelector is null
                ? services.GetRequiredService<IEntityFieldSelector<TEntity>>()
                : (IEntityFieldSelector<TEntity>)services.GetRequiredService(fieldSelector),
            metrics, loggers.CreateLogger<ResourceWatcher<TEntity>>());
        return new ControllerService<TEntity>(
            queue, consumer, watcher, services.GetService<LeaderElector>(), loggers.CreateLogger<ControllerService<TEntity>>());
    }
}
