namespace FineTuneOperator.Progress;

/// <summary>Whose token it is.</summary>
/// <param name="Namespace">The service account's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="PodUid">The pod's uid.</param>
internal sealed record PodIdentity(string Namespace, string Pod, string PodUid);
