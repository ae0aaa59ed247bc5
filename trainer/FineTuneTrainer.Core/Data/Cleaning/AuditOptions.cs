namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>Bounds of an audit.</summary>
public sealed record AuditOptions
{
    /// <summary>Texts above this many characters are overlong.</summary>
    public int MaxTextLength { get; init; } = 10_000;

    /// <summary>Rows that share at least this much of their words (shared over all, 0 to 1) are near duplicates; 1 finds only equal sets of words.</summary>
    public double NearDuplicateShare { get; init; } = 0.8;
}
