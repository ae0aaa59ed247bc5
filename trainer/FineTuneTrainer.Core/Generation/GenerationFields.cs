using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.Generation;

/// <summary>The fields of a <c>generation_config.json</c>; older models keep them in <c>config.json</c>.</summary>
internal sealed class GenerationFields(JsonObject config, JsonObject? generation)
{
    public int? Whole(string name) => Field(name) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public double Number(string name, double otherwise) => Field(name) is JsonValue value && value.TryGetValue<double>(out var number) ? number : otherwise;

    /// <summary>One token or several.</summary>
    public IReadOnlyList<int> Tokens(string name) => Field(name) is JsonArray several ? Ids(several) : Whole(name) is { } one ? [one] : [];

    public IReadOnlyList<IReadOnlyList<int>> Sequences(string name) => Field(name) is JsonArray all ? [.. all.OfType<JsonArray>().Select(Ids)] : [];

    /// <summary>True, false, or the text "never".</summary>
    public EarlyStoppingType Stopping(string name)
    {
        if (Field(name) is not JsonValue value)
            return EarlyStoppingType.False;
        if (value.TryGetValue<bool>(out var stops))
            return stops ? EarlyStoppingType.True : EarlyStoppingType.False;
        return EarlyStoppingType.Never;
    }

    private static IReadOnlyList<int> Ids(JsonArray array) => [.. array.OfType<JsonValue>().Select(id => id.GetValue<int>())];

    private JsonNode? Field(string name) => generation?[name] ?? config[name];
}
