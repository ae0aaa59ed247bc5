using System.Diagnostics;
using System.Diagnostics.Metrics;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Builder;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Events;
using KubeOps.Abstractions.Reconciliation.Controller;
using KubeOps.Abstractions.Reconciliation.Finalizer;
using KubeOps.Abstractions.Reconciliation.Queue;
using KubeOps.KubernetesClient;
using KubeOps.Operator.Events;
using KubeOps.Operator.Finalizer;
using KubeOps.Operator.LeaderElection;
using KubeOps.Operator.Metrics;
using KubeOps.Operator.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace KubeOps.Operator.Builder;

/// <summary>Registers an operator's services, controllers and finalizers.</summary>
internal sealed class OperatorBuilder : IOperatorBuilder
{
    public OperatorBuilder(IServiceCollection services, OperatorSettings settings)
    {
        Subset.Check(settings);
        Services = services;
        Settings = settings;
        AddBase();
    }

    public IServiceCollection Services { get; }

    public OperatorSettings Settings { get; }

    public IOperatorBuilder AddController<TImplementation, TEntity>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta> =>
        Add<TImplementation, TEntity>(null, null);

    public IOperatorBuilder AddControllerWithLabelSelector<TImplementation, TEntity, TLabelSelector>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
        where TLabelSelector : class, IEntityLabelSelector<TEntity> =>
        Add<TImplementation, TEntity>(typeof(TLabelSelector), null);

    public IOperatorBuilder AddControllerWithFieldSelector<TImplementation, TEntity, TFieldSelector>()
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
        where TFieldSelector : class, IEntityFieldSelector<TEntity> =>
        Add<TImplementation, TEntity>(null, typeof(TFieldSelector));

    public IOperatorBuilder AddFinalizer<TImplementation, TEntity>(string identifier)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        Subset.CheckFinalizer(typeof(TImplementation), typeof(TEntity), identifier);
        Services.TryAddKeyedTransient<IEntityFinalizer<TEntity>, TImplementation>(identifier);
        Services.TryAddTransient<IEventFinalizerAttacherFactory, FinalizerAttacherFactory>();
        Services.TryAddTransient(provider =>
            provider.GetRequiredService<IEventFinalizerAttacherFactory>().Create<TImplementation, TEntity>(identifier));
        return this;
    }

    private OperatorBuilder Add<TImplementation, TEntity>(Type? labelSelector, Type? fieldSelector)
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : IKubernetesObject<V1ObjectMeta>
    {
        ControllerPipeline<TEntity> pipeline = new(typeof(TImplementation), labelSelector, fieldSelector);
        if (Services.Any(service => service.ImplementationInstance is ControllerPipeline<TEntity> other && other.IsSame(pipeline)))
            throw new InvalidOperationException($"Controller {typeof(TImplementation).Name} of {typeof(TEntity).Name} is registered twice.");

        Services.AddScoped<TImplementation>();
        Services.TryAddScoped<IEntityController<TEntity>, TImplementation>();
        foreach (Type selector in new[] { labelSelector, fieldSelector }.OfType<Type>()) Services.TryAddSingleton(selector);
        Services.AddSingleton(pipeline);
        Services.TryAddScoped<ActiveQueue<TEntity>>();
        Services.TryAddTransient<EntityQueue<TEntity>>(EntityQueues.Create<TEntity>);
        Services.TryAddSingleton<EntityLocks<TEntity>>();

        // Not AddHostedService: that one keeps a single service a type, and two controllers may share an entity.
        Services.AddSingleton<IHostedService>(pipeline.CreateService);
        return this;
    }

    private void AddBase()
    {
        Services.AddSingleton(Settings);
        Services.AddSingleton(new ActivitySource(Settings.Name));
        if (Settings.EnableMetrics)
        {
            Services.AddMetrics();
            Services.AddSingleton(provider => new OperatorMetrics(provider.GetRequiredService<IMeterFactory>(), Settings.Name));
        }

        Services.TryAddSingleton(_ => KubernetesClientConfiguration.BuildDefaultConfig());
        Services.TryAddSingleton<IKubernetes>(provider => new Kubernetes(provider.GetRequiredService<KubernetesClientConfiguration>()));
        Services.TryAddSingleton<IKubernetesClient>(provider => new KubernetesClient.KubernetesClient(
            provider.GetRequiredService<KubernetesClientConfiguration>(), provider.GetRequiredService<IKubernetes>()));
        Services.TryAddSingleton<IEventResourceFactory, KubeOpsEventResourceFactory>();
        Services.TryAddTransient<IEventPublisherFactory, EventPublisherFactory>();
        Services.TryAddTransient<EventPublisher>(provider => provider.GetRequiredService<IEventPublisherFactory>().Create());
        Services.AddSingleton(typeof(IEntityLabelSelector<>), typeof(DefaultEntityLabelSelector<>));
        Services.AddSingleton(typeof(IEntityFieldSelector<>), typeof(DefaultEntityFieldSelector<>));
        if (Settings.LeaderElectionType != LeaderElectionType.Single) return;
        Services.AddSingleton(LeaderElectionService.CreateElector);
        Services.AddHostedService<LeaderElectionService>();
    }
}
