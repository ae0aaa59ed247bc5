using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Jobs;

/// <summary>The pod that the Job controller creates.</summary>
internal static class PodTemplate
{
    private const string IndexKey = "batch.kubernetes.io/job-completion-index";
    private const int LongestPrefix = 57;

    public static JsonObject Of(JsonObject job, int? index)
    {
        string prefix = index is null ? job.Name() : $"{job.Name()}-{index}";
        JsonObject metadata = new()
        {
            ["generateName"] = (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + "-",
            ["namespace"] = job.Namespace(),
            ["labels"] = Labels(job, index),
            ["ownerReferences"] = new JsonArray(Owner(job)),
            ["finalizers"] = new JsonArray(PodReading.TrackingFinalizer),
        };
        JsonObject annotations = job.At("spec", "template", "metadata", "annotations")?.Copy() ?? [];
        if (index is not null) annotations[IndexKey] = index.ToString();
        if (annotations.Count > 0) metadata["annotations"] = annotations;
        JsonObject spec = job.At("spec", "template", "spec")?.Copy() ?? [];
        if (index is not null) GiveIndex(job, spec, index.Value);
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = metadata, ["spec"] = spec };
    }

    private static JsonObject Labels(JsonObject job, int? index)
    {
        JsonObject labels = job.At("spec", "template", "metadata", "labels")?.Copy() ?? [];
        labels["batch.kubernetes.io/controller-uid"] = job.Uid();
        labels["batch.kubernetes.io/job-name"] = job.Name();
        labels["controller-uid"] = job.Uid();
        labels["job-name"] = job.Name();
        if (index is not null) labels[IndexKey] = index.ToString();
        return labels;
    }

    private static JsonObject Owner(JsonObject job) => new()
    {
        ["apiVersion"] = "batch/v1",
        ["kind"] = "Job",
        ["name"] = job.Name(),
        ["uid"] = job.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    private static void GiveIndex(JsonObject job, JsonObject spec, int index)
    {
        spec["hostname"] ??= $"{job.Name()}-{index}";
        foreach (JsonObject container in spec.Items("containers").Concat(spec.Items("initContainers")))
        {
            if (container["env"] is not JsonArray) container["env"] = new JsonArray();
            container["env"]!.AsArray().Add(new JsonObject
            {
                ["name"] = "JOB_COMPLETION_INDEX",
                ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["fieldPath"] = $"metadata.labels['{IndexKey}']" } },
            });
        }
    }
}
