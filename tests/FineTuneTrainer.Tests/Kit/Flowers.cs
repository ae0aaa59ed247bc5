using System.Text.Json.Nodes;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>Runs that learn from the table of samples/data/iris.</summary>
internal static class Flowers
{
    public static void CopyIris(this Workspace work)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Pictures.Samples, "data", "iris")))
            File.Copy(file, Path.Combine(work.Root, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>A perceptron learns from nothing, from the workspace's three files.</summary>
    public static JsonObject IrisSpec(this Workspace work, Action<JsonObject>? change = null) => work.Spec(spec =>
    {
        spec["task"] = JsonNode.Parse("""{ "type": "TabularClassification" }""");
        spec["model"] = JsonNode.Parse("""{ "scratch": { "family": "mlp", "config": { "hidden_sizes": [16] } } }""");
        foreach (var dataset in spec["datasets"]!.AsArray())
            dataset!["columns"] = new JsonObject { ["label"] = "species" };
        spec["hyperparameters"] = JsonNode.Parse("""{ "epochs": 60, "batchSize": 16, "learningRate": 0.01, "warmupRatio": 0.1, "linearKernel": "Native" }""");
        spec["evaluation"] = JsonNode.Parse("""{ "every": "None" }""");
        spec["checkpoint"] = new JsonObject();
        change?.Invoke(spec);
    });
}
