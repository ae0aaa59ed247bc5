namespace FineTuneOperator.Core;

/// <summary>What a condition is to say.</summary>
/// <param name="Type">The condition.</param>
/// <param name="Status">True, False, or null for Unknown.</param>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Message">Why, in a sentence.</param>
internal readonly record struct ConditionChange(string Type, bool? Status, string Reason, string Message = "");
