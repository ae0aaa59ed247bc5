using FineTune.Contract;
using FineTuneOperator.Api;
using k8s.Models;

namespace FineTuneOperator.Core;

/// <summary>Names, labels and owner of everything an attempt creates.</summary>
internal static class ChildMetadata
{
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    public const string ManagedByValue = "finetune-operator";

    public static V1ObjectMeta Of(RunPlan plan, string name, bool perAttempt) => new()
    {
        Name = name,
        NamespaceProperty = plan.Run.Run.Namespace,
        Labels = Labels(plan, perAttempt),
        Annotations = plan.Annotations.Count == 0 ? null : plan.Annotations.ToDictionary(),
        OwnerReferences = [Owner(plan.Run.Run)],
    };

    public static Dictionary<string, string> Labels(RunPlan plan, bool perAttempt)
    {
        var labels = new SortedDictionary<string, string>(plan.Labels.ToDictionary(), StringComparer.Ordinal)
        {
            [ManagedByLabel] = ManagedByValue,
            [PodNames.JobLabel] = plan.Run.Run.Name,
            [PodNames.UidLabel] = plan.Run.Run.Uid,
        };
        if (perAttempt) labels[PodNames.EpochLabel] = $"{plan.Run.Run.Epoch}";
        return labels.ToDictionary();
    }

    private static V1OwnerReference Owner(RunIdentity run) => new()
    {
        ApiVersion = ApiGroup.ApiVersion,
        Kind = FineTuneJob.KindName,
        Name = run.Name,
        Uid = run.Uid,
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
