using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Safetensors;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>Writes a whole model in Hugging Face layout: config.json and model.safetensors, in the type its weights are kept in.</summary>
public static class ModelFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<ProblemType, string> ProblemNames = new()
    {
        [ProblemType.SingleLabel] = "single_label_classification",
        [ProblemType.MultiLabel] = "multi_label_classification",
        [ProblemType.Regression] = "regression",
    };

    /// <summary>Writes the model; <paramref name="replaced"/> stands in for parameters of the same name (merged weights).</summary>
    public static void Write(TaskModel model, IReadOnlyDictionary<string, Tensor> replaced, IWritableFolder folder)
    {
        using (var stream = folder.Create("config.json"))
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = Indented.Encoder }))
            Config(model).WriteTo(writer, Indented);
        var tensors = model.Parameters.ToDictionary(pair => pair.Name, pair => replaced.GetValueOrDefault(pair.Name, pair.Parameter));
        foreach (var (name, value) in model.Buffers)
            tensors[name] = value;
        TensorFile.Write(folder, "model.safetensors", tensors);
    }

    private static JsonObject Config(TaskModel model)
    {
        var config = (JsonObject)model.Config.DeepClone();
        config["architectures"] = new JsonArray(model.Architecture);
        if (model.Labels.Count > 0)
        {
            config["id2label"] = new JsonObject(model.Labels.Select((label, index) => KeyValuePair.Create($"{index}", (JsonNode?)label)));
            config["label2id"] = new JsonObject(model.Labels.Select((label, index) => KeyValuePair.Create(label, (JsonNode?)index)));
        }

        if (model.Task is ModelTask.SequenceClassification or ModelTask.ImageClassification)
            config["problem_type"] = ProblemNames[model.Problem];
        config.Remove("dtype");
        config["torch_dtype"] = model.Parameters[0].Parameter.dtype switch
        {
            ScalarType.BFloat16 => "bfloat16",
            ScalarType.Float16 => "float16",
            _ => "float32",
        };
        return config;
    }
}
