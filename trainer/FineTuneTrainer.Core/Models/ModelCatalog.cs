using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models.Bert;
using FineTuneTrainer.Core.Models.DistilBert;
using FineTuneTrainer.Core.Models.Gemma2;
using FineTuneTrainer.Core.Models.Gemma3;
using FineTuneTrainer.Core.Models.Gpt2;
using FineTuneTrainer.Core.Models.GptNeoX;
using FineTuneTrainer.Core.Models.Llama;
using FineTuneTrainer.Core.Models.Mistral;
using FineTuneTrainer.Core.Models.Phi3;
using FineTuneTrainer.Core.Models.Qwen2;
using FineTuneTrainer.Core.Models.Qwen3;
using FineTuneTrainer.Core.Models.Roberta;

namespace FineTuneTrainer.Core.Models;

/// <summary>The families this trainer knows, by config.json's <c>model_type</c>: one folder and one line each.</summary>
public static class ModelCatalog
{
    private static readonly Dictionary<string, Func<ModelBuilder, Network>> Families = new()
    {
        ["bert"] = BertFamily.Build,
        ["distilbert"] = DistilBertFamily.Build,
        ["gemma2"] = Gemma2Family.Build,
        ["gemma3_text"] = Gemma3Family.Build,
        ["gpt2"] = Gpt2Family.Build,
        ["gpt_neox"] = GptNeoXFamily.Build,
        ["llama"] = LlamaFamily.Build,
        ["mistral"] = MistralFamily.Build,
        ["phi3"] = Phi3Family.Build,
        ["qwen2"] = Qwen2Family.Build,
        ["qwen3"] = Qwen3Family.Build,
        ["roberta"] = RobertaFamily.Build,
        ["xlm-roberta"] = RobertaFamily.BuildXlm,
    };

    /// <summary>Loads a model with the head of a task from a folder in Hugging Face layout.</summary>
    public static TaskModel Load(IReadableFolder folder, ModelOptions options)
    {
        var config = ReadConfig(folder);
        var build = Family(config);
        using var source = new CheckpointSource(folder, options.WeightType);
        return Build(config, build, options, new ParameterTable(source));
    }

    /// <summary>Builds a model without weights: names and shapes, its tensors on the meta device.</summary>
    public static TaskModel Outline(JsonObject config, ModelOptions options) => Build(config, Family(config), options, new ParameterTable(null));

    /// <summary>The folder's config.json.</summary>
    public static JsonObject ReadConfig(IReadableFolder folder)
    {
        if (!folder.Names.Contains("config.json"))
            throw new ModelIncompatibleException([$"config.json is missing; the folder holds {string.Join(", ", folder.Names)}"]);
        try
        {
            using var stream = folder.OpenRead("config.json");
            return JsonNode.Parse(stream) as JsonObject ?? throw new JsonException("it holds no object");
        }
        catch (JsonException exception)
        {
            throw new ModelIncompatibleException([$"config.json cannot be read: {exception.Message}"]);
        }
    }

    private static TaskModel Build(JsonObject config, Func<ModelBuilder, Network> family, ModelOptions options, ParameterTable table)
    {
        var builder = new ModelBuilder(new ConfigReader(config), options, table);
        var network = family(builder);
        var report = table.Finish();
        return new TaskModel(NameOf(config), config, options, network)
        {
            Parameters = table.Parameters,
            Buffers = table.Buffers,
            Linears = builder.Linears,
            Tied = table.Tied,
            Norms = builder.Norms,
            Report = report,
        };
    }

    private static Func<ModelBuilder, Network> Family(JsonObject config) => Families.TryGetValue(NameOf(config), out var build)
        ? build
        : throw new ModelIncompatibleException([$"config.json: model_type '{NameOf(config)}' is not known; known are {string.Join(", ", Families.Keys)}"]);

    private static string NameOf(JsonObject config) => config["model_type"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
