using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Says what a failed attempt failed of, and what follows from it.</summary>
internal static class FailureClasses
{
    /// <summary>The cluster took the pod's machine.</summary>
    public const string Preempted = nameof(Preempted);

    /// <summary>The pod vanished with its node.</summary>
    public const string PodLost = nameof(PodLost);

    /// <summary>The pod used more memory than its limit.</summary>
    public const string HostOutOfMemory = nameof(HostOutOfMemory);

    /// <summary>The failure of an attempt, from its pod and its child Job.</summary>
    public static FailureStatus Of(ChildFacts child, PodFacts? pod)
    {
        (string name, bool retryable, string message, string? hint) = Classify(child, pod);
        return new FailureStatus
        {
            Class = name,
            Retryable = retryable,
            Message = pod?.Report?.Message is { Length: > 0 } text ? WithProblems(text, pod.Report.Problems) : message,
            Hint = pod?.Report?.Hint ?? hint,
            ExitCode = pod?.ExitCode,
            Step = pod?.Report?.Step,
            Pod = pod?.Name,
            Node = pod?.Node,
        };
    }

    /// <summary>Whether a failure says something about the run, and not only about the cluster.</summary>
    public static bool Counts(FailureStatus failure) =>
        failure.Class is not (Preempted or PodLost or nameof(ExitCode.Terminated) or nameof(ExitCode.Fenced));

    private static (string Name, bool Retryable, string Message, string? Hint) Classify(ChildFacts child, PodFacts? pod) => pod switch
    {
        null => (PodLost, true, Sentence(child, "the pod vanished"), null),
        { Disrupted: true } => (Preempted, true, "the cluster took the pod's machine", null),
        { TerminationReason: "OOMKilled" } => (HostOutOfMemory, false, "the pod used more memory than its limit", "Raise the memory limit of the GPU class, or lower microBatchSize or maxSequenceLength."),
        { ExitCode: { } code } when pod.Report?.Class is { Length: > 0 } name => (name, ExitCodes.IsRetryable(code), "", null),
        { ExitCode: { } code } => (ExitCodes.ClassOf(code), ExitCodes.IsRetryable(code), $"the trainer ended with exit code {code} and left no report", "kubectl logs shows its last words."),
        _ => (PodLost, true, Sentence(child, "the pod ended without its trainer"), null),
    };

    private static string Sentence(ChildFacts child, string otherwise) => child.Message.Length > 0 ? $"{otherwise}: {child.Message}" : otherwise;

    // The message often is the first problem: it is not said twice.
    private static string WithProblems(string message, IReadOnlyList<RunProblem> problems) =>
        string.Join('\n', [message, .. problems.Where(one => !message.StartsWith($"{one.Place}: {one.Message}", StringComparison.Ordinal)).Select(Sentence)]);

    private static string Sentence(RunProblem problem) =>
        problem.Hint is { } hint ? $"{problem.Place}: {problem.Message}; {hint}" : $"{problem.Place}: {problem.Message}";
}
