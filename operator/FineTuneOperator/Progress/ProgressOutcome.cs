namespace FineTuneOperator.Progress;

/// <summary>What became of a report.</summary>
internal enum ProgressOutcome
{
    /// <summary>It stands in the status.</summary>
    Written,

    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>A newer attempt reports, or the run is over.</summary>
    Older,
}
