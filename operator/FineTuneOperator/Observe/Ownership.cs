using k8s;
using k8s.Models;

namespace FineTuneOperator.Observe;

/// <summary>Tells whose an object is.</summary>
internal static class Ownership
{
    /// <summary>Whether the object's controller has this uid.</summary>
    public static bool IsOwnedBy(IKubernetesObject<V1ObjectMeta> entity, string uid) =>
        entity.Metadata.OwnerReferences is { } owners && owners.Any(owner => owner.Controller == true && owner.Uid == uid);
}
