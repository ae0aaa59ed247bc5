using k8s;
using k8s.LeaderElection;
using k8s.Models;
using KubeOps.Operator.Queue;
using KubeOps.Operator.Watcher;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.Builder;

/// <summary>Runs a controller: always, or while this process leads.</summary>
internal sealed class ControllerService<TEntity>(
    TimedEntityQueue<TEntity> queue,
    QueueConsumer<TEntity> consumer,
    ResourceWatcher<TEntity> watcher,
    LeaderElector? elector,
    ILogger logger)
    : IHostedService, IDisposable
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private readonly RestartableLoop _consuming = new(consumer.RunAsync, logger);
    private readonly RestartableLoop _watching = new(watcher.RunAsync, logger);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (elector is null)
        {
            Start();
            return Task.CompletedTask;
        }

        queue.Suspend();
        elector.OnStartedLeading += Start;
        elector.OnStoppedLeading += Stop;

        // The election runs already: this process may have won before anybody listened.
        if (elector.IsLeader()) Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Unsubscribe();
        await Task.WhenAll(_watching.StopAsync(cancellationToken), _consuming.StopAsync(cancellationToken));
    }

    public void Dispose() => Unsubscribe();

    private void Start()
    {
        // Consumer and queue first, so that nothing the watcher brings is dropped.
        queue.Resume();
        _consuming.Start();
        _watching.Start();
    }

    private void Stop()
    {
        // The queue closes first: what is still running may ask for more, and this process must not do it.
        queue.Suspend();
        _watching.RequestStop();
        _consuming.RequestStop();
        queue.Clear();
    }

    private void Unsubscribe()
    {
        if (elector is null) return;
        elector.OnStartedLeading -= Start;
        elector.OnStoppedLeading -= Stop;
    }
}
