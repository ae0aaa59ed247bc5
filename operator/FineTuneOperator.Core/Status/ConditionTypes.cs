namespace FineTuneOperator.Core;

/// <summary>The conditions of a run.</summary>
public static class ConditionTypes
{
    /// <summary>Whether the run reached its end well; Unknown while it may.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Whether the run failed for good.</summary>
    public const string Failed = "Failed";

    /// <summary>Whether the manifest is valid and its runtime allows it.</summary>
    public const string Accepted = "Accepted";

    /// <summary>Whether a queue lets the run go.</summary>
    public const string QuotaAdmitted = "QuotaAdmitted";

    /// <summary>Whether model and data have been read.</summary>
    public const string InputsReady = "InputsReady";

    /// <summary>Whether weights are moving.</summary>
    public const string Training = "Training";

    /// <summary>Whether there is a complete checkpoint.</summary>
    public const string CheckpointAvailable = "CheckpointAvailable";

    /// <summary>Whether the result lies in the store.</summary>
    public const string OutputPublished = "OutputPublished";

    /// <summary>Whether the run stands still on request.</summary>
    public const string Suspended = "Suspended";

    /// <summary>kstatus: the operator is still working towards the child Job.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>kstatus: nothing will happen without the user.</summary>
    public const string Stalled = "Stalled";

    /// <summary>All of them, in the order they are shown.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Succeeded, Failed, Accepted, QuotaAdmitted, InputsReady, Training, CheckpointAvailable, OutputPublished, Suspended, Reconciling, Stalled];
}
