using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using FineTuneOperator.Act;
using FineTuneOperator.Api;
using FineTuneOperator.Controllers;
using FineTuneOperator.Observe;
using FineTuneOperator.Progress;
using FineTuneOperator.Telemetry;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Operator;
using Prometheus;

namespace FineTuneOperator.Hosting;

/// <summary>Everything the process is made of.</summary>
internal static class OperatorServices
{
    /// <summary>The rate limit of the progress endpoint.</summary>
    public const string ProgressLimit = "progress";

    public static void AddFineTuneOperator(this IServiceCollection services, OperatorOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Metrics.DefaultRegistry);
        services.AddSingleton<OperatorMetrics>();
        services.AddSingleton<StatusWriter>();
        services.AddSingleton<Children>();
        services.AddSingleton<Observer>();
        services.AddTransient<Actor>();
        services.AddTransient<OwnerQueue>();
        services.AddMemoryCache(cache => cache.SizeLimit = 10_000);
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<ProgressWriter>();
        services.AddSingleton<ProgressEndpoint>();
        services.AddRateLimiter(limiter => Limit(limiter, options));
        AddControllers(services, options);
    }

    private static void AddControllers(IServiceCollection services, OperatorOptions options) => services
        .AddKubernetesOperator(settings => settings
            .WithName(options.Name)
            .WithNamespace(options.Namespace)
            // Children and pods change without a new generation, and progress must wake the reconciler; every write is a difference, so nothing loops.
            .WithReconcileStrategy(ReconcileStrategy.ByResourceVersion)
            .WithLeaderElection(options.LeaderElection ? LeaderElectionType.Single : LeaderElectionType.None)
            .WithParallelReconciliation(parallel => parallel.WithMaxParallelReconciliations(options.MaxParallel)))
        .AddController<FineTuneJobController, FineTuneJob>()
        .AddControllerWithLabelSelector<ChildJobController, V1Job, ChildSelector<V1Job>>()
        .AddControllerWithLabelSelector<TrainerPodController, V1Pod, ChildSelector<V1Pod>>();

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, OperatorOptions options)
    {
        limiter.RejectionStatusCode = (int)HttpStatusCode.TooManyRequests;
        limiter.AddPolicy(ProgressLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()))),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = options.MaxReportsPerTenSeconds, Window = TimeSpan.FromSeconds(10) }));
    }
}
