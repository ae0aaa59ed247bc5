using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Accounts for running time: attempts add up, waiting and suspension do not count.</summary>
internal static class RunningTime
{
    /// <summary>Seconds of running so far, the attempt at work included.</summary>
    public static long Elapsed(JobFacts facts) =>
        (facts.Status.ActiveSeconds ?? 0) + Seconds(Since(facts), facts.CurrentPod?.FinishedAt ?? facts.Now);

    /// <summary>The draft with the attempt at work accounted for, once; what does not run has no end to expect.</summary>
    public static FineTuneJobStatus Closed(this FineTuneJobStatus draft, JobFacts facts) => draft with
    {
        ActiveSeconds = Elapsed(facts),
        JobRef = draft.JobRef is null ? null : draft.JobRef with { RunningSince = null },
        Progress = draft.Progress is null ? null : draft.Progress with { EstimatedCompletionTime = null },
        Usage = (draft.Usage ?? new()) with { GpuSeconds = Elapsed(facts) * Gpus(facts) },
    };

    private static DateTimeOffset? Since(JobFacts facts)
    {
        if (facts.Status.JobRef?.RunningSince is { } known) return known;
        // A pod that ran and ended between two looks was never seen running; one that is accounted for is behind LastEpoch.
        bool accounted = facts.Current is null || facts.Current.Epoch <= (facts.Status.Restarts?.LastEpoch ?? 0);
        return accounted ? null : facts.CurrentPod?.StartedAt;
    }

    private static int Gpus(JobFacts facts) =>
        facts.Runtime?.Spec.GpuClasses.FirstOrDefault(one => one.Name == facts.Job.Spec.Resources.GpuClass)?.Count ?? 0;

    private static long Seconds(DateTimeOffset? start, DateTimeOffset end) =>
        start is null ? 0 : Math.Max(0, (long)(end - start.Value).TotalSeconds);
}
