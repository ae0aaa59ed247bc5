using FineTune.Contract;
using FineTuneOperator.Act;
using FineTuneOperator.Api;
using FineTuneOperator.Core;
using KubeOps.KubernetesClient;

namespace FineTuneOperator.Progress;

/// <summary>Writes reported progress into the status; the change itself wakes the reconciler.</summary>
internal sealed class ProgressWriter(IKubernetesClient client, StatusWriter statuses, TimeProvider time)
{
    public async Task<ProgressOutcome> WriteAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        FineTuneJob? job = await client.GetAsync<FineTuneJob>(progress.Job, progress.Namespace, cancellationToken);
        if (job is null || job.Metadata.Uid != progress.Uid) return ProgressOutcome.Unknown;
        FineTuneJobStatus status = job.Status ?? new();
        if (progress.Epoch < (status.JobRef?.Epoch ?? 0) || ProgressReader.Apply(status, progress, time.GetUtcNow()) is not { } next) return ProgressOutcome.Older;
        // A report that overtook the end of the run must not undo it.
        if (status.CompletionTime is not null) return ProgressOutcome.Older;
        await statuses.WriteAsync(job, next, cancellationToken);
        return ProgressOutcome.Written;
    }
}
