using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using KubeOps.Abstractions.Builder;
using KubeOps.KubernetesClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeOps.Operator.LeaderElection;

/// <summary>Runs for the lead for as long as the process lives.</summary>
internal sealed partial class LeaderElectionService(LeaderElector elector, ILogger<LeaderElectionService> logger) : BackgroundService
{
    /// <summary>The elector over the lease that all instances of this operator share.</summary>
    public static LeaderElector CreateElector(IServiceProvider services)
    {
        OperatorSettings settings = services.GetRequiredService<OperatorSettings>();
        IKubernetesClient client = services.GetRequiredService<IKubernetesClient>();
        LeaseLock lease = new(
            services.GetRequiredService<IKubernetes>(), client.GetCurrentNamespace(), $"{settings.Name}-leader", Environment.MachineName);
        return new(new LeaderElectionConfig(lease)
        {
            LeaseDuration = settings.LeaderElectionLeaseDuration,
            RenewDeadline = settings.LeaderElectionRenewDeadline,
            RetryPeriod = settings.LeaderElectionRetryPeriod,
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        uint failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await elector.RunUntilLeadershipLostAsync(stoppingToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                TimeSpan delay = RetryBackoff.GetDelay(++failures);
                LogFailed(logger, e, delay.TotalSeconds);
                await Task.Delay(delay, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The election failed; it is tried again in {Seconds} seconds.")]
    private static partial void LogFailed(ILogger logger, Exception error, double seconds);
}
