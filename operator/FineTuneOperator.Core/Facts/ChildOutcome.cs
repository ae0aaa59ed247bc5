namespace FineTuneOperator.Core;

/// <summary>How a child Job ended.</summary>
public enum ChildOutcome
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>Its pod succeeded.</summary>
    Succeeded,

    /// <summary>Its pod failed.</summary>
    Failed,
}
