using System.Diagnostics;
using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Metrics;
using KubeOps.Operator.Queue;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Watcher;

/// <summary>Watches the entities of one controller and queues what changed; a watch that breaks is opened again.</summary>
internal sealed class ResourceWatcher<TEntity>(
    ActivitySource activities,
    IKubernetesClient client,
    OperatorSettings settings,
    TimedEntityQueue<TEntity> queue,
    IEntityLabelSelector<TEntity> labelSelector,
    IEntityFieldSelector<TEntity> fieldSelector,
    OperatorMetrics? metrics,
    ILogger logger)
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private static readonly string TypeName = typeof(TEntity).Name;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What a former run has seen says nothing: another process may have led in between.
        Session session = new(new(settings.ReconcileStrategy));
        uint failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(session, cancellationToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsGone(e))
            {
                // The server no longer knows that version: start from the whole list.
                session.ResourceVersion = null;
                failures = 0;
            }
            catch (Exception e)
            {
                metrics?.RecordWatcherReconnection(TypeName);
                TimeSpan delay = RetryBackoff.GetDelay(++failures);
                WatchLog.Broken(logger, e, TypeName, delay.TotalSeconds);
                await Task.Delay(delay, cancellationToken);
            }

            WatchLog.Reconnecting(logger, TypeName);
        }
    }

    private static bool IsGone(Exception e) => e switch
    {
        KubernetesException { Status.Code: (int)HttpStatusCode.Gone } => true,
        HttpOperationException { Response.StatusCode: HttpStatusCode.Gone } => true,
        _ => false,
    };

    private async Task WatchAsync(Session session, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> events = client.WatchAsync<TEntity>(
            settings.Namespace,
            resourceVersion: session.ResourceVersion,
            labelSelector: await labelSelector.GetLabelSelectorAsync(cancellationToken),
            fieldSelector: await fieldSelector.GetFieldSelectorAsync(cancellationToken),
            allowWatchBookmarks: true,
            cancellationToken: cancellationToken);
        await foreach ((WatchEventType type, TEntity entity) in events)
        {
            metrics?.RecordWatchEvent(TypeName, MetricWords.Of(type));

            // Events of the first list come in no order: only a bookmark, and what follows one, is a point to resume from.
            if (type == WatchEventType.Bookmark || session.ResourceVersion is not null) session.ResourceVersion = entity.ResourceVersion();
            if (type is not (WatchEventType.Added or WatchEventType.Modified or WatchEventType.Deleted)) continue;

            using Activity? activity = activities.StartActivity($"processing {type} event", ActivityKind.Consumer);
            WatchLog.Received(logger, type, entity.Describe(), entity.ResourceVersion());
            await QueueAsync(session.Seen, type, entity, cancellationToken);
        }
    }

    private async Task QueueAsync(SeenEntities<TEntity> seen, WatchEventType type, TEntity entity, CancellationToken cancellationToken)
    {
        ReconciliationType reason = type switch
        {
            WatchEventType.Added => ReconciliationType.Added,
            WatchEventType.Modified => ReconciliationType.Modified,
            _ => ReconciliationType.Deleted,
        };
        if (reason != ReconciliationType.Deleted && seen.Has(entity)) return;
        if (!await queue.Enqueue(entity, reason, ReconciliationTriggerSource.ApiServer, TimeSpan.Zero, 0, cancellationToken)) return;
        if (reason == ReconciliationType.Deleted) seen.Remove(entity);
        else seen.Add(entity);
    }

    /// <summary>What outlives a connection.</summary>
    private sealed record Session(SeenEntities<TEntity> Seen)
    {
        public string? ResourceVersion { get; set; }
    }
}
