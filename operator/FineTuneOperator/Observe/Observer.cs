using FineTune.Contract;
using FineTuneOperator.Api;
using FineTuneOperator.Core;
using k8s.Models;
using KubeOps.KubernetesClient;

namespace FineTuneOperator.Observe;

/// <summary>Reads everything a decision needs, once per reconcile; what belongs to another job of the same name is left out.</summary>
internal sealed class Observer(IKubernetesClient client, OperatorOptions options, TimeProvider time)
{
    /// <summary>The facts of a job.</summary>
    public async Task<JobFacts> ObserveAsync(FineTuneJob job, CancellationToken cancellationToken)
    {
        string space = job.Metadata.NamespaceProperty;
        string selector = $"{PodNames.UidLabel}={job.Metadata.Uid}";
        IList<V1Job> children = await client.ListAsync<V1Job>(space, labelSelector: selector, cancellationToken: cancellationToken);
        IList<V1Pod> pods = await client.ListAsync<V1Pod>(space, labelSelector: selector, cancellationToken: cancellationToken);
        return new JobFacts
        {
            Job = job,
            Now = WholeSeconds(time.GetUtcNow()),
            Runtime = await RuntimeAsync(job, cancellationToken),
            Children = [.. children.Where(child => Ownership.IsOwnedBy(child, job.Metadata.Uid)).Select(ChildReader.Read).OfType<ChildFacts>().OrderBy(child => child.Epoch)],
            Pods = [.. pods.Where(pod => IsTrainer(pod, job.Metadata.Name)).OrderBy(pod => pod.Metadata.CreationTimestamp).Select(PodReader.Read).OfType<PodFacts>().OrderBy(pod => pod.Epoch)],
            Operator = options.Facts,
        };
    }

    private async Task<RuntimeFacts?> RuntimeAsync(FineTuneJob job, CancellationToken cancellationToken)
    {
        string revisionName = Planner.RevisionName(job.Metadata.Name);
        V1ControllerRevision? revision = await client.GetAsync<V1ControllerRevision>(revisionName, job.Metadata.NamespaceProperty, cancellationToken);
        if (revision is not null && Ownership.IsOwnedBy(revision, job.Metadata.Uid)) return new RuntimeFacts(RuntimeRevision.Read(revision), revisionName);
        RuntimeReference reference = job.Spec.RuntimeRef;
        FineTuneRuntimeSpec? spec = reference.Kind == FineTuneRuntime.KindName
            ? (await client.GetAsync<FineTuneRuntime>(reference.Name, job.Metadata.NamespaceProperty, cancellationToken))?.Spec
            : (await client.GetAsync<ClusterFineTuneRuntime>(reference.Name, cancellationToken: cancellationToken))?.Spec;
        return spec is null ? null : new RuntimeFacts(spec, null);
    }

    // Anyone in the namespace can label a pod; only the Job controller makes one that a child Job owns.
    private static bool IsTrainer(V1Pod pod, string job) =>
        pod.Labels() is { } labels && labels.TryGetValue(PodNames.EpochLabel, out string? text) && int.TryParse(text, out int epoch)
        && pod.OwnerReferences() is { } owners && owners.Any(owner => owner is { Kind: "Job", Controller: true } && owner.Name == Planner.ChildName(job, epoch));

    // The API's own times have whole seconds; finer ones would make every status look changed.
    private static DateTimeOffset WholeSeconds(DateTimeOffset now) => new(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, now.Offset);
}
