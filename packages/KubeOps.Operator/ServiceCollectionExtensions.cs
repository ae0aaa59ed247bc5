using KubeOps.Abstractions.Builder;
using KubeOps.Operator.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KubeOps.Operator;

/// <summary>Adds an operator to a host.</summary>
public static class ServiceCollectionExtensions
{
    public static IOperatorBuilder AddKubernetesOperator(
        this IServiceCollection services, Action<OperatorSettingsBuilder>? configure = null)
    {
        OperatorSettingsBuilder settings = new();
        configure?.Invoke(settings);
        return new OperatorBuilder(services, settings.Build());
    }
}
