using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>The runtime of a job.</summary>
/// <param name="Spec">What it says.</param>
/// <param name="Pinned">The ControllerRevision that pins it; null while it is read live.</param>
public sealed record RuntimeFacts(FineTuneRuntimeSpec Spec, string? Pinned);
