namespace FineTuneTrainer.Core.Models;

/// <summary>What loading found: keys made fresh because the task needs them, and keys of the checkpoint that the task does not use.</summary>
public sealed record LoadReport(IReadOnlyList<string> Fresh, IReadOnlyList<string> Unused);
