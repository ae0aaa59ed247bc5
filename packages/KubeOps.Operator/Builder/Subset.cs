using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Builder;

namespace KubeOps.Operator.Builder;

/// <summary>Refuses by name what the published package knows and this subset does not.</summary>
internal static class Subset
{
    // The longest name that the published package gives a finalizer.
    private const int MaxFinalizerName = 63;

    public static void Check(OperatorSettings settings)
    {
        if (settings.LeaderElectionType is LeaderElectionType.Custom or LeaderElectionType.Scoped)
            throw Missing($"leader election of type {settings.LeaderElectionType}");
        if (settings.QueueStrategy != QueueStrategy.InMemory) throw Missing($"queue strategy {settings.QueueStrategy}");
        if (settings.WatchStrategy != WatchStrategy.PerController) throw Missing($"watch strategy {settings.WatchStrategy}");
    }

    /// <summary>Automatic attachment names finalizers by their type, so another identifier would never be found again.</summary>
    public static void CheckFinalizer(Type finalizer, Type entity, string identifier)
    {
        string group = entity.GetCustomAttribute<KubernetesEntityAttribute>()?.Group ?? string.Empty;
        string type = finalizer.Name.ToLowerInvariant();
        string suffix = type.EndsWith("finalizer", StringComparison.Ordinal) ? string.Empty : "finalizer";
        string expected = $"{group}/{type}{suffix}".TrimStart('/');
        if (expected.Length > MaxFinalizerName) expected = expected[..MaxFinalizerName];
        if (identifier != expected) throw Missing($"finalizer identifier '{identifier}': it must be '{expected}'");
    }

    private static NotSupportedException Missing(string what) => new($"KubeOps subset: {what}");
}
