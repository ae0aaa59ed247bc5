using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Apply;

/// <summary>A part of an object or list: its path element, value and shape, and whether its own path counts beside those below it.</summary>
internal sealed record Part(string Element, JsonNode? Value, Shape Shape, bool CountsItself);
