using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Models.Bert;

namespace FineTuneTrainer.Core.Models;

/// <summary>The families this trainer knows, by config.json's <c>model_type</c>: one folder and one line each.</summary>
public static class ModelCatalog
{
    private static readonly Dictionary<string, Func<JsonObject, IReadableFolder, ClassifierOptions, SequenceClassifier>> Classifiers = new()
    {
        ["bert"] = BertClassifier.Load,
    };

    /// <summary>Loads a classifier from a folder in Hugging Face layout.</summary>
    public static SequenceClassifier LoadClassifier(IReadableFolder folder, ClassifierOptions options)
    {
        var config = ReadConfig(folder);
        var family = config["model_type"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
        return Classifiers.TryGetValue(family, out var load)
            ? load(config, folder, options)
            : throw new ModelIncompatibleException([$"config.json: model_type '{family}' is not known; known are {string.Join(", ", Classifiers.Keys)}"]);
    }

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
}
