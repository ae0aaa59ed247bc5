using System.Text.Json.Nodes;

namespace DevCluster.Api.Tests;

/// <summary>Comparing and reading JSON in tests.</summary>
internal static class Json
{
    public static JsonObject Object(string text) => JsonNode.Parse(text)!.AsObject();

    public static void Same(string expected, JsonNode? actual)
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected), actual)) Assert.Equal(expected, actual?.ToJsonString());
    }
}
