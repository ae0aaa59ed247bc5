using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>One fine-tuning run: immutable but for suspend, clean-up and a deadline that may only grow.</summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = PluralName)]
[KubernetesEntityShortNames("ftj")]
[EntityScope(EntityScope.Namespaced)]
[GenericAdditionalPrinterColumn(".status.state", "STATE", "string", Description = "Where the run stands.")]
[GenericAdditionalPrinterColumn(".status.progress.percent", "PROGRESS", "integer", Description = "Steps done, in percent.")]
[GenericAdditionalPrinterColumn(".status.progress.estimatedCompletionTime", "ETA", "string", Description = "When the run expects to be done.")]
[GenericAdditionalPrinterColumn(".status.loss", "LOSS", "string", Description = "The latest training loss.")]
[GenericAdditionalPrinterColumn(".status.restarts.counted", "RESTARTS", "integer", Description = "Attempts that counted against the backoff limit.")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date")]
[GenericAdditionalPrinterColumn(".spec.method.type", "METHOD", "string", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".spec.runtimeRef.name", "RUNTIME", "string", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".status.progress.step", "STEP", "integer", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".status.checkpoint.step", "CHECKPOINT", "integer", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".status.jobRef.node", "NODE", "string", Priority = PrinterColumnPriority.WideView)]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Succeeded\")].reason", "REASON", "string", Priority = PrinterColumnPriority.WideView)]
public sealed class FineTuneJob : CustomKubernetesEntity<FineTuneJobSpec, FineTuneJobStatus>
{
    /// <summary>The kind.</summary>
    public const string KindName = "FineTuneJob";

    /// <summary>The plural in paths.</summary>
    public const string PluralName = "finetunejobs";

    /// <summary>The longest name: children append an attempt and a pod suffix.</summary>
    public const int LongestName = 55;

    /// <summary>An empty job with its type set.</summary>
    public FineTuneJob()
    {
        ApiVersion = ApiGroup.ApiVersion;
        Kind = KindName;
    }
}
