using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run;

/// <summary>preprocessor_config.json: how images or a table's rows become a model's numbers.</summary>
internal static class ProcessorFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "preprocessor_config.json";

    /// <summary>What a model's folder says; null where it has no such file.</summary>
    public static T? Read<T>(DiskFolder folder, Func<JsonObject, T> read)
        where T : class
    {
        if (!folder.Names.Contains(Name))
            return null;
        try
        {
            using var stream = folder.OpenRead(Name);
            return read(JsonNode.Parse(stream) as JsonObject ?? throw new JsonException("it holds no object"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new ModelIncompatibleException([exception.Message.StartsWith(Name, StringComparison.Ordinal) ? exception.Message : $"{Name} cannot be read: {exception.Message}"]);
        }
    }
}
