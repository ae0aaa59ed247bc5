using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Core.Methods;

/// <summary>PEFT's adapter_config.json, written and read; what would change the result and is not built is refused by name.</summary>
public static class AdapterConfig
{
    private const string File = "adapter_config.json";
    private static readonly string[] Switches = ["use_rslora", "use_dora", "lora_bias", "use_qalora", "use_bdlora"];
    private static readonly string[] Tables = ["rank_pattern", "alpha_pattern"];
    private static readonly string[] Lists = ["layers_to_transform", "layers_pattern", "exclude_modules", "target_parameters", "trainable_token_indices", "layer_replication"];

    // PEFT's TaskType; it has none for the other tasks and then writes null.
    private static readonly Dictionary<ModelTask, string> TaskTypes = new()
    {
        [ModelTask.SequenceClassification] = "SEQ_CLS",
        [ModelTask.TokenClassification] = "TOKEN_CLS",
        [ModelTask.QuestionAnswering] = "QUESTION_ANS",
        [ModelTask.CausalLM] = "CAUSAL_LM",
        [ModelTask.Seq2Seq] = "SEQ_2_SEQ_LM",
    };

    /// <summary>Reads the config of an adapter for a task.</summary>
    public static LoraSpec Read(IReadableFolder folder, ModelTask expected)
    {
        if (!folder.Names.Contains(File))
            throw new ModelIncompatibleException([$"{File} is missing; the folder holds {string.Join(", ", folder.Names)}"]);
        try
        {
            using var stream = folder.OpenRead(File);
            var config = JsonNode.Parse(stream) as JsonObject ?? throw new JsonException("it holds no object");
            List<string> problems = [.. WrongKind(config, expected), .. Refused(config)];
            return problems.Count > 0 ? throw new ModelIncompatibleException(problems) : new LoraSpec
            {
                Rank = config["r"]?.GetValue<int>() ?? 8,
                Alpha = config["lora_alpha"]?.GetValue<double>() ?? 8,
                Dropout = config["lora_dropout"]?.GetValue<double>() ?? 0,
                TargetModules = [.. ((JsonArray)config["target_modules"]!).Select(target => target!.GetValue<string>()).Order(StringComparer.Ordinal)],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelIncompatibleException([$"{File} cannot be read: {exception.Message}"]);
        }
    }

    internal static void Write(LoraSpec spec, IReadOnlyList<string> targets, TaskModel model, IWritableFolder folder)
    {
        var config = new JsonObject
        {
            ["alpha_pattern"] = new JsonObject(),
            ["base_model_name_or_path"] = model.Config["_name_or_path"]?.ToString() ?? "",
            ["bias"] = "none",
            ["fan_in_fan_out"] = model.Linears.Any(layer => layer.Transposed),
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["lora_alpha"] = spec.Alpha,
            ["lora_dropout"] = spec.Dropout,
            ["modules_to_save"] = SavedModules(model),
            ["peft_type"] = "LORA",
            ["r"] = spec.Rank,
            ["rank_pattern"] = new JsonObject(),
            ["target_modules"] = new JsonArray([.. targets.Order(StringComparer.Ordinal).Select(target => (JsonNode?)target)]),
            ["task_type"] = TaskTypes.GetValueOrDefault(model.Task),
            ["use_dora"] = false,
            ["use_rslora"] = false,
        };
        using var stream = folder.Create(File);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        config.WriteTo(writer);
    }

    /// <summary>Whether a task's head is new, so that it moves and is saved whole; a language model's stands still.</summary>
    internal static bool SavesHead(ModelTask task) => task is not (ModelTask.CausalLM or ModelTask.MaskedLM or ModelTask.Seq2Seq);

    // PEFT names both heads that transformers' classifiers have.
    private static JsonArray? SavedModules(TaskModel model)
    {
        if (!SavesHead(model.Task))
            return null;
        IEnumerable<string> names = model.Task is ModelTask.SequenceClassification or ModelTask.TokenClassification ? model.Heads.Append("classifier").Append("score") : model.Heads;
        return [.. names.Distinct().Select(name => (JsonNode?)name)];
    }

    private static IEnumerable<string> WrongKind(JsonObject config, ModelTask expected)
    {
        if (config["peft_type"]?.ToString() is var type and not "LORA")
            yield return $"{File}: peft_type '{type}' is not known; known is LORA";
        if (config["task_type"]?.ToString() is { } task && task != TaskTypes.GetValueOrDefault(expected))
            yield return $"{File}: task_type is '{task}', the model's head is for {expected}";
    }

    private static IEnumerable<string> Refused(JsonObject config)
    {
        if (config["bias"]?.ToString() is { } bias and not "none")
            yield return $"{File}: bias '{bias}' is not supported; supported is none";
        if (config["target_modules"] is not JsonArray)
            yield return $"{File}: target_modules must be a list of module names, was {config["target_modules"]?.ToJsonString() ?? "absent"}";
        foreach (var name in Switches.Where(name => config[name] is JsonValue value && value.TryGetValue<bool>(out var on) && on))
            yield return $"{File}: {name} is not supported";
        foreach (var name in Tables.Where(name => config[name] is JsonObject { Count: > 0 }))
            yield return $"{File}: {name} is not supported";
        foreach (var name in Lists.Where(name => config[name] is not null))
            yield return $"{File}: {name} is not supported";
    }
}
