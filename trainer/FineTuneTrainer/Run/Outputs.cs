using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>Publishes a finished run: files first, the manifest last; before the manifest nobody may believe it.</summary>
public sealed class Outputs(RunSpec spec, IObjectStore store, string scratch)
{
    private readonly ObjectUri _folder = ObjectUri.Parse(spec.Output.Uri);

    /// <summary>Publishes what <c>scratch/output</c> holds, with metrics, run.json and report.json; returns the report as published.</summary>
    public async Task<RunReport> PublishAsync(RunReport report, string metricsFile, CancellationToken cancellationToken)
    {
        if (spec.Mode != RunMode.Train)
            return report;
        var publish = Path.Combine(scratch, "publish");
        Directory.CreateDirectory(publish);
        Directory.Move(Path.Combine(scratch, "output"), Path.Combine(publish, "output"));
        Directory.CreateDirectory(Path.Combine(publish, "metrics"));
        foreach (var name in (string[])[RunLayout.Evaluation, RunLayout.EvaluationText, RunLayout.EvaluationPage])
        {
            // A run without rows to judge by has no evaluation.
            if (File.Exists(Path.Combine(scratch, name)))
                File.Move(Path.Combine(scratch, name), Path.Combine(publish, name));
        }

        File.Copy(metricsFile, Path.Combine(publish, RunLayout.Metrics), overwrite: true);
        foreach (var events in Directory.EnumerateFiles(Path.GetDirectoryName(metricsFile)!, "events.out.tfevents.*"))
            File.Copy(events, Path.Combine(publish, "metrics", Path.GetFileName(events)), overwrite: true);
        report = report with { Outputs = [.. spec.Output.Artifacts.Select(type => Artifact(type, publish))] };
        await WriteAsync(publish, RunLayout.RunSpec, spec, cancellationToken);
        await WriteAsync(publish, RunLayout.Report, report, cancellationToken);
        await ArtifactFolders.PublishAsync(store, publish, _folder, Manifests.Header(spec, "run", report.Step), cancellationToken);
        return report;
    }

    private PublishedArtifact Artifact(ArtifactType type, string publish)
    {
        var folder = Path.Combine(publish, RunLayout.Artifact(type));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList();
        return new PublishedArtifact
        {
            Type = type,
            Uri = _folder.Append(RunLayout.Artifact(type)).ToString(),
            SizeBytes = files.Sum(file => new FileInfo(file).Length),
            Digest = Inputs.DigestOf(files.Select(file => $"{Sha256(file)}  {Path.GetRelativePath(folder, file).Replace('\\', '/')}")),
        };
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }

    private static Task WriteAsync<T>(string folder, string name, T value, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), JsonSerializer.Serialize(value, ContractJson.Indented) + "\n", cancellationToken);
}
