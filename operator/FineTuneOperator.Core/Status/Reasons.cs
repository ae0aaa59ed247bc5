namespace FineTuneOperator.Core;

/// <summary>The words that say why, in conditions and events.</summary>
public static class Reasons
{
    /// <summary>Nobody has looked yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Manifest and runtime fit.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The manifest is wrong by itself.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>There is no runtime of that name.</summary>
    public const string RuntimeNotFound = "RuntimeNotFound";

    /// <summary>The runtime does not allow it.</summary>
    public const string NotAllowed = "NotAllowed";

    /// <summary>An attempt was created.</summary>
    public const string AttemptStarted = "AttemptStarted";

    /// <summary>A queue holds the run.</summary>
    public const string Queued = "Queued";

    /// <summary>A queue let the run go, or there is none.</summary>
    public const string Admitted = "Admitted";

    /// <summary>Waiting for a node.</summary>
    public const string WaitingForNode = "WaitingForNode";

    /// <summary>The pod is being prepared, or the trainer reads its inputs.</summary>
    public const string Preparing = "Preparing";

    /// <summary>Weights are moving.</summary>
    public const string Training = "Training";

    /// <summary>Results are being written.</summary>
    public const string Publishing = "Publishing";

    /// <summary>An attempt is being told to stop.</summary>
    public const string Suspending = "Suspending";

    /// <summary>The run stands still on request.</summary>
    public const string Suspended = "Suspended";

    /// <summary>The run goes on.</summary>
    public const string Resumed = "Resumed";

    /// <summary>An attempt failed, another follows.</summary>
    public const string Restarting = "Restarting";

    /// <summary>An attempt gave no sign of life.</summary>
    public const string StallDetected = "StallDetected";

    /// <summary>Counted restarts are used up.</summary>
    public const string BackoffLimitExceeded = "BackoffLimitExceeded";

    /// <summary>Even restarts that do not count are too many.</summary>
    public const string TooManyRestarts = "TooManyRestarts";

    /// <summary>The running time is used up.</summary>
    public const string DeadlineExceeded = "DeadlineExceeded";

    /// <summary>The run did not start in time.</summary>
    public const string StartDeadlineExceeded = "StartDeadlineExceeded";

    /// <summary>The run reached its end well.</summary>
    public const string Completed = "Completed";

    /// <summary>The same inputs were trained before.</summary>
    public const string AlreadyTrained = "AlreadyTrained";

    /// <summary>A checkpoint is complete.</summary>
    public const string CheckpointSaved = "CheckpointSaved";

    /// <summary>The result lies in the store.</summary>
    public const string OutputPublished = "OutputPublished";

    /// <summary>The run failed for good.</summary>
    public const string Failed = "Failed";
}
