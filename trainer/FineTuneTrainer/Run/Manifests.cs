using FineTune.Contract;

namespace FineTuneTrainer.Run;

/// <summary>Headers of the manifests a run writes.</summary>
internal static class Manifests
{
    public static ArtifactManifest Header(RunSpec spec, string kind, int step) => new()
    {
        Version = ArtifactManifest.CurrentVersion,
        Kind = kind,
        RunUid = spec.Run.Uid,
        Epoch = spec.Run.Epoch,
        Step = step,
        Fingerprint = spec.Run.Fingerprint,
        Files = [],
    };
}
