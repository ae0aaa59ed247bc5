namespace FineTuneOperator.Core;

/// <summary>What users are told.</summary>
/// <param name="Reason">One word.</param>
/// <param name="Message">A sentence.</param>
/// <param name="IsWarning">Whether it is a warning.</param>
public sealed record JobEvent(string Reason, string Message, bool IsWarning = false);
