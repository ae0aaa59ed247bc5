using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Core.Methods;

/// <summary>PEFT's adapter_config.json.</summary>
internal static class AdapterConfig
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static void Write(LoraSpec spec, SequenceClassifier model, IWritableFolder folder)
    {
        var config = new JsonObject
        {
            ["base_model_name_or_path"] = model.Config["_name_or_path"]?.GetValue<string>() ?? "",
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["lora_alpha"] = spec.Alpha,
            ["lora_dropout"] = spec.Dropout,
            ["modules_to_save"] = new JsonArray(model.Head, "score"),
            ["peft_type"] = "LORA",
            ["r"] = spec.Rank,
            ["target_modules"] = new JsonArray([.. spec.TargetModules.Order(StringComparer.Ordinal).Select(target => (JsonNode?)target)]),
            ["task_type"] = "SEQ_CLS",
            ["use_dora"] = false,
            ["use_rslora"] = false,
        };
        using var stream = folder.Create("adapter_config.json");
        JsonSerializer.Serialize(stream, config, Indented);
    }
}
