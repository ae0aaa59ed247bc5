using System.Text.Json.Nodes;

namespace DevCluster.Api.Storage;

/// <summary>One change; its revision is its position in the log. Now is null for a deletion.</summary>
internal sealed record LogEntry(long Revision, ObjectKey Key, JsonObject? Before, JsonObject? Now);
