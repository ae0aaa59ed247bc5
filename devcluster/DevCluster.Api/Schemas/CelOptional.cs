namespace DevCluster.Api.Schemas;

/// <summary>A CEL optional: oldSelf of a rule with optionalOldSelf.</summary>
internal sealed record CelOptional(bool HasValue, object? Value);
