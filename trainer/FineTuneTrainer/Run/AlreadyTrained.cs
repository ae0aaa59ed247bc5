using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>What is committed for the same inputs is never trained again: by this run itself, or by an earlier run of the job.</summary>
public static class AlreadyTrained
{
    private const int MostBytes = 1 << 20;

    /// <summary>The report of this very run, when an attempt before this one committed it; null otherwise.</summary>
    public static async Task<RunReport?> FindAsync(RunSpec spec, IObjectStore store, CancellationToken cancellationToken)
    {
        var folder = ObjectUri.Parse(spec.Output.Uri);
        return await ReportAsync(spec, store, folder, cancellationToken) is { } report ? report with { Message = "AlreadyTrained: the same inputs have a committed manifest" } : null;
    }

    /// <summary>
    /// The report of an earlier run of the job that is committed, whole, and read the same bytes; null when there is none. The fingerprint alone
    /// cannot tell: what lies behind an address may have changed.
    /// </summary>
    public static async Task<RunReport?> FindEarlierAsync(RunSpec spec, Inputs inputs, IObjectStore store, CancellationToken cancellationToken)
    {
        if (spec.Output.Runs is not { } text || spec.Mode != RunMode.Train)
            return null;
        var runs = ObjectUri.Parse(text);
        var sizes = new Dictionary<string, long>();
        await foreach (var found in store.ListAsync(runs, cancellationToken))
            sizes[found.Key] = found.Size;
        foreach (var uid in sizes.Keys.Select(key => key.Split('/')).Where(parts => parts is [_, ArtifactManifest.FileName]).Select(parts => parts[0]))
        {
            bool IsThere(ManifestFile file) => sizes.TryGetValue($"{uid}/{file.Path}", out var size) && size == file.Size;
            if (await ReportAsync(spec, store, runs.Append($"{uid}/"), cancellationToken, IsThere) is { } report && ReadTheSame(report.Inputs, inputs.Digests))
                return report with { Message = $"AlreadyTrained: run {uid} of this job has read the same inputs; its results stand" };
        }

        return null;
    }

    private static async Task<RunReport?> ReportAsync(RunSpec spec, IObjectStore store, ObjectUri folder, CancellationToken cancellationToken, Func<ManifestFile, bool>? isThere = null)
    {
        var manifest = await ArtifactFolders.ReadManifestAsync(store, folder, cancellationToken);
        if (manifest is null || manifest.Fingerprint != spec.Run.Fingerprint || (isThere is not null && !manifest.Files.All(isThere)))
            return null;
        var content = await store.ReadAsync(folder.Append(RunLayout.Report), MostBytes, cancellationToken);
        return content is null ? null : JsonSerializer.Deserialize<RunReport>(content, ContractJson.Lenient);
    }

    private static bool ReadTheSame(IReadOnlyList<InputDigest> before, IReadOnlyList<InputDigest> now) =>
        before.Count == now.Count && now.All(one => before.Any(other => other.Name == one.Name && other.Digest == one.Digest));
}
