using System.Text.Json.Nodes;

namespace DevCluster.Pods.Api;

/// <summary>One event of a watch.</summary>
public sealed record WatchEvent(string Type, JsonObject Object);
