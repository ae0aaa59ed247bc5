namespace FineTuneOperator.Core;

/// <summary>Which labels and annotations of a job its children carry too: queues and cost centers, not the marks of deployment tools.</summary>
internal static class CopiedMetadata
{
    // A child with Argo CD's or Flux's mark would count as theirs and be pruned.
    private static readonly string[] Kept = ["app.kubernetes.io/", "argocd.argoproj.io/", "kustomize.toolkit.fluxcd.io/", "helm.toolkit.fluxcd.io/", "meta.helm.sh/", "helm.sh/", "kubectl.kubernetes.io/", "finetune.dev/"];

    public static IReadOnlyDictionary<string, string> Of(IDictionary<string, string>? source) =>
        new SortedDictionary<string, string>((source ?? new Dictionary<string, string>())
            .Where(pair => !Kept.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);
}
