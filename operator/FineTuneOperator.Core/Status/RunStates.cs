namespace FineTuneOperator.Core;

/// <summary>The words of <c>status.state</c>, for display.</summary>
public static class RunStates
{
    /// <summary>Not accepted yet, or waiting for a node.</summary>
    public const string Pending = "Pending";

    /// <summary>Held by a queue.</summary>
    public const string Queued = "Queued";

    /// <summary>The pod starts and reads its inputs.</summary>
    public const string Preparing = "Preparing";

    /// <summary>Weights are moving.</summary>
    public const string Training = "Training";

    /// <summary>Results are being written.</summary>
    public const string Publishing = "Publishing";

    /// <summary>The pod saves a checkpoint and ends.</summary>
    public const string Suspending = "Suspending";

    /// <summary>Stands still on request.</summary>
    public const string Suspended = "Suspended";

    /// <summary>Another attempt follows.</summary>
    public const string Restarting = "Restarting";

    /// <summary>Done.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Over.</summary>
    public const string Failed = "Failed";
}
