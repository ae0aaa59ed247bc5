using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models.Albert;
using FineTuneTrainer.Core.Models.Bart;
using FineTuneTrainer.Core.Models.Bert;
using FineTuneTrainer.Core.Models.Cnn;
using FineTuneTrainer.Core.Models.DebertaV2;
using FineTuneTrainer.Core.Models.DistilBert;
using FineTuneTrainer.Core.Models.Electra;
using FineTuneTrainer.Core.Models.Gemma2;
using FineTuneTrainer.Core.Models.Gemma3;
using FineTuneTrainer.Core.Models.Gpt2;
using FineTuneTrainer.Core.Models.GptNeoX;
using FineTuneTrainer.Core.Models.Llama;
using FineTuneTrainer.Core.Models.Marian;
using FineTuneTrainer.Core.Models.Mistral;
using FineTuneTrainer.Core.Models.Mlp;
using FineTuneTrainer.Core.Models.Phi3;
using FineTuneTrainer.Core.Models.Qwen2;
using FineTuneTrainer.Core.Models.Qwen3;
using FineTuneTrainer.Core.Models.ResNet;
using FineTuneTrainer.Core.Models.Roberta;
using FineTuneTrainer.Core.Models.T5;
using FineTuneTrainer.Core.Models.Vit;

namespace FineTuneTrainer.Core.Models;

/// <summary>The families this trainer knows, by config.json's <c>model_type</c>: one folder and one line each.</summary>
public static class ModelCatalog
{
    private static readonly Dictionary<string, Func<ModelBuilder, Network>> Families = new()
    {
        ["albert"] = AlbertFamily.Build,
        ["bart"] = BartFamily.Build,
        ["bert"] = BertFamily.Build,
        ["cnn"] = CnnFamily.Build,
        ["deberta-v2"] = DebertaFamily.Build,
        ["distilbert"] = DistilBertFamily.Build,
        ["electra"] = ElectraFamily.Build,
        ["gemma2"] = Gemma2Family.Build,
        ["gemma3_text"] = Gemma3Family.Build,
        ["gpt2"] = Gpt2Family.Build,
        ["gpt_neox"] = GptNeoXFamily.Build,
        ["llama"] = LlamaFamily.Build,
        ["marian"] = MarianFamily.Build,
        ["mistral"] = MistralFamily.Build,
        ["mlp"] = MlpFamily.Build,
        ["phi3"] = Phi3Family.Build,
        ["qwen2"] = Qwen2Family.Build,
        ["qwen3"] = Qwen3Family.Build,
        ["resnet"] = ResNetFamily.Build,
        ["roberta"] = RobertaFamily.Build,
        ["t5"] = T5Family.Build,
        ["vit"] = VitFamily.Build,
        ["xlm-roberta"] = RobertaFamily.BuildXlm,
    };

    /// <summary>Loads a model with the head of a task from a folder in Hugging Face layout.</summary>
    public static TaskModel Load(IReadableFolder folder, ModelOptions options) => Load(folder, ReadConfig(folder), options);

    /// <summary>The same with the folder's config.json as it was read, or changed.</summary>
    public static TaskModel Load(IReadableFolder folder, JsonObject config, ModelOptions options)
    {
        var build = Family(config);
        using var source = new CheckpointSource(folder, options.WeightType);
        return Build(config, build, options, ParameterTable.Of(source));
    }

    /// <summary>Builds a model without weights: names and shapes, its tensors on the meta device.</summary>
    public static TaskModel Outline(JsonObject config, ModelOptions options) => Build(config, Family(config), options, ParameterTable.Outline());

    /// <summary>Builds a model with fresh weights, to train from nothing.</summary>
    public static TaskModel Create(JsonObject config, ModelOptions options) => Build(config, Family(config), options, ParameterTable.Fresh(Deviation(config)));

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

    // Transformers start as config.json says, at 0.02 where it says nothing (transformers' default); null scales by the inputs, as nets of convolutions need it.
    private static double? Deviation(JsonObject config)
    {
        var fields = new ConfigReader(config);
        var own = fields.NumberOrNull("initializer_range") ?? fields.NumberOrNull("init_std");
        return own ?? (NameOf(config) is "cnn" or "mlp" or "resnet" ? null : 0.02);
    }

    private static Func<ModelBuilder, Network> Family(JsonObject config) => Families.TryGetValue(NameOf(config), out var build)
        ? build
        : throw new ModelIncompatibleException([$"config.json: model_type '{NameOf(config)}' is not known; known are {string.Join(", ", Families.Keys)}"]);

    private static string NameOf(JsonObject config) => config["model_type"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
