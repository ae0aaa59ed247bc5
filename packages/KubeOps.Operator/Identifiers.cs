using k8s;
using k8s.Models;

namespace KubeOps.Operator;

/// <summary>How entities are named in logs.</summary>
internal static class Identifiers
{
    public static string Describe(this IKubernetesObject<V1ObjectMeta> entity) =>
        entity.Namespace() is { } space ? $"{entity.Kind}/{space}/{entity.Name()}" : $"{entity.Kind}/{entity.Name()}";
}
