using FineTune.Contract;
using FineTuneOperator.Core;
using k8s.Models;

namespace FineTuneOperator.Observe;

/// <summary>Reduces a Job to its facts.</summary>
internal static class ChildReader
{
    public static ChildFacts? Read(V1Job job)
    {
        if (!job.Metadata.Labels.TryGetValue(PodNames.EpochLabel, out string? text) || !int.TryParse(text, out int epoch)) return null;
        V1JobCondition? end = job.Status?.Conditions?.FirstOrDefault(condition => condition is { Status: "True", Type: "Complete" or "Failed" });
        return new ChildFacts
        {
            Name = job.Metadata.Name,
            Uid = job.Metadata.Uid,
            Epoch = epoch,
            Deleting = job.Metadata.DeletionTimestamp is not null,
            Suspended = job.Spec.Suspend == true,
            Outcome = end?.Type switch { "Complete" => ChildOutcome.Succeeded, "Failed" => ChildOutcome.Failed, _ => ChildOutcome.None },
            Reason = end?.Reason ?? "",
            Message = end?.Message ?? "",
            CreatedAt = job.Metadata.CreationTimestamp is { } created ? new DateTimeOffset(created.ToUniversalTime()) : default,
        };
    }
}
