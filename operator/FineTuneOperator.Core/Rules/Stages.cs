using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>What an attempt is doing.</summary>
/// <param name="State">The word for display.</param>
/// <param name="Reason">The word in conditions.</param>
/// <param name="Message">The sentence.</param>
/// <param name="InputsReady">Whether model and data have been read; null while nobody knows.</param>
internal sealed record Stage(string State, string Reason, string Message, bool? InputsReady = null);

/// <summary>Finds the stage of an attempt from its pod and its latest progress.</summary>
internal static class Stages
{
    public static Stage Of(JobFacts facts, ChildFacts child) => (child, facts.CurrentPod) switch
    {
        ({ Suspended: true }, _) => new Stage(RunStates.Queued, Reasons.Queued, "waiting for the queue"),
        (_, null) => new Stage(RunStates.Pending, Reasons.Pending, "waiting for the pod"),
        (_, { Node: null } pod) => new Stage(RunStates.Pending, Reasons.WaitingForNode, pod.WaitingMessage.Length > 0 ? pod.WaitingMessage : "waiting for a node"),
        (_, { StartedAt: null } pod) => new Stage(RunStates.Preparing, Reasons.Preparing, Waiting(pod)),
        (_, { IsOver: true }) => new Stage(facts.Status.State ?? RunStates.Preparing, Reasons.Publishing, "the pod has ended", true),
        (_, { } pod) => Trainer(facts.Status.Progress is { } progress && progress.ObservedEpoch == pod.Epoch ? progress : null),
    };

    private static string Waiting(PodFacts pod) => (pod.WaitingReason, pod.WaitingMessage) switch
    {
        ("", "") => $"starting on node {pod.Node}",
        ({ Length: > 0 } reason, "") => reason,
        ("", var message) => message,
        var (reason, message) => $"{reason}: {message}",
    };

    private static Stage Trainer(ProgressStatus? progress) => progress?.Stage switch
    {
        null => new Stage(RunStates.Preparing, Reasons.Preparing, "the trainer has started"),
        "Training" or "Evaluating" or "Checkpointing" => new Stage(RunStates.Training, Reasons.Training, $"step {progress.Step}/{progress.TotalSteps}", true),
        "Uploading" => new Stage(RunStates.Publishing, Reasons.Publishing, "results are being written", true),
        var other => new Stage(RunStates.Preparing, Reasons.Preparing, other.ToLowerInvariant(), false),
    };
}
