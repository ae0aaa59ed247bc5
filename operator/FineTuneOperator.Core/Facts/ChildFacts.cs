namespace FineTuneOperator.Core;

/// <summary>A child Job, reduced to what decisions need.</summary>
public sealed record ChildFacts
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its uid.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The attempt.</summary>
    public required int Epoch { get; init; }

    /// <summary>Whether it is being deleted.</summary>
    public bool Deleting { get; init; }

    /// <summary>Whether a queue holds it back.</summary>
    public bool Suspended { get; init; }

    /// <summary>How it ended, if it has.</summary>
    public ChildOutcome Outcome { get; init; }

    /// <summary>Why it ended, by the Job controller.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The Job controller's sentence about it.</summary>
    public string Message { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it may still train.</summary>
    public bool IsLive => Outcome == ChildOutcome.None && !Deleting;
}
