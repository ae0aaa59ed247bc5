using System.Text.Json;
using FineTune.Contract;
using FineTuneOperator.Core;
using k8s.Models;

namespace FineTuneOperator.Observe;

/// <summary>Reduces a trainer's pod to its facts.</summary>
internal static class PodReader
{
    public static PodFacts? Read(V1Pod pod)
    {
        if (!pod.Metadata.Labels.TryGetValue(PodNames.EpochLabel, out string? text) || !int.TryParse(text, out int epoch)) return null;
        var facts = new PodFacts
        {
            Name = pod.Metadata.Name,
            Uid = pod.Metadata.Uid,
            Epoch = epoch,
            Node = pod.Spec?.NodeName is { Length: > 0 } node ? node : null,
            DeletedAt = Time(pod.Metadata.DeletionTimestamp),
        };
        return pod.Status is { } status ? WithTrainer(WithStatus(facts, status), status) : facts;
    }

    /// <summary>The report in a termination message; null when the trainer left none, or was cut off while writing it.</summary>
    public static RunReport? Report(string? message)
    {
        if (string.IsNullOrWhiteSpace(message)) return null;
        try
        {
            return JsonSerializer.Deserialize<RunReport>(message, ContractJson.Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PodFacts WithStatus(PodFacts facts, V1PodStatus status) => facts with
    {
        Phase = status.Phase ?? facts.Phase,
        Disrupted = Condition(status, "DisruptionTarget", "True") is not null,
        WaitingMessage = Condition(status, "PodScheduled", "False")?.Message ?? "",
    };

    private static PodFacts WithTrainer(PodFacts facts, V1PodStatus status) =>
        status.ContainerStatuses?.FirstOrDefault(one => one.Name == PodNames.TrainerContainer)?.State switch
        {
            { Terminated: { } end } => facts with
            {
                StartedAt = Time(end.StartedAt),
                FinishedAt = Time(end.FinishedAt),
                ExitCode = end.ExitCode,
                TerminationReason = end.Reason ?? "",
                Report = Report(end.Message),
            },
            { Running: { } running } => facts with { StartedAt = Time(running.StartedAt) },
            { Waiting: { } waiting } => facts with { WaitingReason = waiting.Reason ?? "", WaitingMessage = waiting.Message ?? facts.WaitingMessage },
            _ => facts,
        };

    private static V1PodCondition? Condition(V1PodStatus status, string type, string value) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == type && condition.Status == value);

    private static DateTimeOffset? Time(DateTime? time) => time is { } value ? new DateTimeOffset(value.ToUniversalTime()) : null;
}
