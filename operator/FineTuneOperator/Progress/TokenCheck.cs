using System.Security.Cryptography;
using System.Text;
using FineTune.Contract;
using FineTuneOperator.Core;
using k8s;
using k8s.Models;
using KubeOps.KubernetesClient;
using Microsoft.Extensions.Caching.Memory;

namespace FineTuneOperator.Progress;

/// <summary>Asks the API server whose a token is, and whether that pod may speak for a run.</summary>
internal sealed class TokenCheck(IKubernetesClient client, IMemoryCache cache)
{
    private const string PodName = "authentication.kubernetes.io/pod-name";
    private const string PodUid = "authentication.kubernetes.io/pod-uid";
    private const string AccountPrefix = "system:serviceaccount:";

    // A pod reports every few seconds; a token that was just good is good for a moment.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    /// <summary>Whose the token is; null when it is not valid for this audience, or bound to no pod.</summary>
    public async Task<PodIdentity?> ReviewAsync(string token, CancellationToken cancellationToken)
    {
        string key = $"token:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}";
        if (cache.TryGetValue(key, out PodIdentity? known)) return known;
        var review = new V1TokenReview { Spec = new V1TokenReviewSpec { Token = token, Audiences = [PodNames.ProgressAudience] } };
        V1TokenReview answer = await client.ApiClient.AuthenticationV1.CreateTokenReviewAsync(review, cancellationToken: cancellationToken);
        return Identity(answer.Status) is { } identity ? Remember(key, identity) : null;
    }

    /// <summary>Whether the pod is the trainer of that attempt of that job.</summary>
    public async Task<bool> MayReportAsync(PodIdentity caller, RunProgress progress, CancellationToken cancellationToken)
    {
        if (caller.Namespace != progress.Namespace) return false;
        string key = $"pod:{caller.PodUid}:{progress.Uid}:{progress.Epoch}:{progress.Job}";
        if (cache.TryGetValue(key, out PodIdentity? _)) return true;
        V1Pod? pod = await client.GetAsync<V1Pod>(caller.Pod, caller.Namespace, cancellationToken);
        bool may = pod is not null && pod.Uid() == caller.PodUid && pod.Labels() is { } labels
            && labels.TryGetValue(PodNames.UidLabel, out string? uid) && uid == progress.Uid
            && labels.TryGetValue(PodNames.EpochLabel, out string? epoch) && epoch == $"{progress.Epoch}"
            && pod.OwnerReferences() is { } owners && owners.Any(owner => owner is { Kind: "Job", Controller: true } && owner.Name == Planner.ChildName(progress.Job, progress.Epoch));
        if (may) Remember(key, caller);
        return may;
    }

    private static PodIdentity? Identity(V1TokenReviewStatus? status)
    {
        if (status is not { Authenticated: true, User: { Username: { } user, Extra: { } extra } } || !user.StartsWith(AccountPrefix, StringComparison.Ordinal)) return null;
        if (status.Audiences is null || !status.Audiences.Contains(PodNames.ProgressAudience)) return null;
        string space = user[AccountPrefix.Length..].Split(':')[0];
        return extra.TryGetValue(PodName, out var names) && extra.TryGetValue(PodUid, out var uids) && names is [var name, ..] && uids is [var uid, ..]
            ? new PodIdentity(space, name, uid)
            : null;
    }

    private PodIdentity Remember(string key, PodIdentity identity) =>
        cache.Set(key, identity, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
}
