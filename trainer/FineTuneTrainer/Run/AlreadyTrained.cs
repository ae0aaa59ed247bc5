using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>A run whose manifest is committed never trains again.</summary>
public static class AlreadyTrained
{
    private const int MostBytes = 1 << 20;

    /// <summary>The report of the committed run, or null when there is none for the same inputs.</summary>
    public static async Task<RunReport?> FindAsync(RunSpec spec, IObjectStore store, ObjectUri folder, CancellationToken cancellationToken)
    {
        var manifest = await ArtifactFolders.ReadManifestAsync(store, folder, cancellationToken);
        if (manifest is null || manifest.Fingerprint != spec.Run.Fingerprint)
            return null;
        var content = await store.ReadAsync(folder.Append(RunLayout.Report), MostBytes, cancellationToken);
        return content is null ? null : JsonSerializer.Deserialize<RunReport>(content, ContractJson.Lenient)! with { Message = "AlreadyTrained: the same inputs have a committed manifest" };
    }
}
