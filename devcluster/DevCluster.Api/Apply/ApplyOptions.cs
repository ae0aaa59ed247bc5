using System.Text.Json.Nodes;

namespace DevCluster.Api.Apply;

/// <summary>Who applies, and how: Schema is the openAPIV3Schema of a custom resource, null for a built-in kind.</summary>
public sealed record ApplyOptions(string Manager, bool Force, string? Subresource, DateTimeOffset Now, JsonObject? Schema);
