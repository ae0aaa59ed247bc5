using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.Models;

/// <summary>Reads config.json, collecting every wrong field; what a field is called by transformers 4 and 5 is asked for in turn.</summary>
internal sealed class ConfigReader(JsonObject json)
{
    // The deepest models have some hundred layers; a config of billions would fill the memory with their names alone.
    public const int MostLayers = 1000;

    private readonly List<string> _problems = [];

    public JsonObject Json { get; } = json;

    public bool Has(string name) => Json[name] is not null;

    /// <summary>A whole number above 0.</summary>
    public int Whole(string name, int? otherwise = null)
    {
        if (Json[name] is null && otherwise is { } value)
            return value;
        if (Json[name] is JsonValue node && node.TryGetValue<int>(out var number) && number > 0)
            return number;
        Refuse($"{name} must be a whole number above 0, was {Shown(name)}");
        return 1;
    }

    /// <summary>A number of layers.</summary>
    public int Layers(string name, int? otherwise = null)
    {
        int layers = Whole(name, otherwise);
        if (layers <= MostLayers)
            return layers;
        Refuse($"{name} must be at most {MostLayers}, was {layers}");
        return 1;
    }

    /// <summary>A whole number above 0, or null where it is null or absent.</summary>
    public int? WholeOrNull(string name) => Has(name) ? Whole(name) : null;

    public double Number(string name, double otherwise)
    {
        if (!Has(name))
            return otherwise;
        if (Json[name] is JsonValue node && node.TryGetValue<double>(out var number) && number >= 0)
            return number;
        Refuse($"{name} must be a number, at least 0, was {Shown(name)}");
        return otherwise;
    }

    public double? NumberOrNull(string name) => Has(name) ? Number(name, 0) : null;

    public bool Flag(string name, bool otherwise)
    {
        if (!Has(name))
            return otherwise;
        if (Json[name] is JsonValue node && node.TryGetValue<bool>(out var value))
            return value;
        Refuse($"{name} must be true or false, was {Shown(name)}");
        return otherwise;
    }

    public string Text(string name, string otherwise)
    {
        if (!Has(name))
            return otherwise;
        if (Json[name] is JsonValue node && node.TryGetValue<string>(out var text))
            return text;
        Refuse($"{name} must be a text, was {Shown(name)}");
        return otherwise;
    }

    /// <summary>A list of texts or whole numbers; empty where absent.</summary>
    public IReadOnlyList<T> List<T>(string name)
    {
        if (!Has(name))
            return [];
        if (Json[name] is JsonArray array && array.All(item => item is JsonValue node && node.TryGetValue<T>(out _)))
            return [.. array.Select(item => item!.GetValue<T>())];
        Refuse($"{name} must be a list, was {Shown(name)}");
        return [];
    }

    /// <summary>The name of an activation that is known.</summary>
    public string Activation(string name, string otherwise)
    {
        var text = Text(name, otherwise);
        if (Activations.Known(text))
            return text;
        Refuse($"{name} '{text}' is not known; known are {Activations.Names}");
        return "gelu";
    }

    /// <summary>The padding token: absent means the family's default, null means none (-1).</summary>
    public int PadToken(int otherwise)
    {
        if (!Json.TryGetPropertyValue("pad_token_id", out var node))
            return otherwise;
        if (node is null)
            return -1;
        if (node is JsonValue value && value.TryGetValue<int>(out var id) && id >= 0)
            return id;
        Refuse($"pad_token_id must be a whole number or null, was {node.ToJsonString()}");
        return -1;
    }

    /// <summary>Refuses a size that heads do not divide.</summary>
    public void Divides(int heads, string headsName, int size, string sizeName)
    {
        if (size % heads != 0)
            Refuse($"{sizeName} {size} is not a multiple of {headsName} {heads}");
    }

    public void Refuse(string problem) => _problems.Add($"config.json: {problem}");

    /// <summary>Ends reading: throws with every problem.</summary>
    public void Finish()
    {
        if (_problems.Count > 0)
            throw new ModelIncompatibleException(_problems);
    }

    private string Shown(string name) => Json[name]?.ToJsonString() ?? "absent";
}
