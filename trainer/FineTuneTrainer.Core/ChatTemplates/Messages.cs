using System.Text.Json.Nodes;

namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>What transformers does to messages before a template sees them.</summary>
internal static class Messages
{
    private static readonly string[] Reasoning = ["reasoning_content", "reasoning", "thinking"];

    /// <summary>A copy without empty members, and with the model's thoughts under each of their names.</summary>
    public static JsonObject Prepared(JsonObject message)
    {
        var copy = new JsonObject();
        foreach ((string name, JsonNode? value) in message)
            if (value is not null) copy[name] = value.DeepClone();
        if (Reasoning.Select(name => copy[name]).FirstOrDefault(v => v is not null) is not { } thoughts) return copy;
        foreach (string name in Reasoning) copy[name] ??= thoughts.DeepClone();
        return copy;
    }

    /// <summary>Puts a text behind the content of the last message.</summary>
    public static void AppendToLast(List<JsonObject> messages, string text)
    {
        JsonNode? content = messages.Count == 0 ? null : messages[^1]["content"];
        if (content is JsonArray parts && parts.LastOrDefault(p => p?["text"] is not null) is JsonObject part) part["text"] = part["text"]!.GetValue<string>() + text;
        else if (content is JsonValue value && value.TryGetValue(out string? whole)) messages[^1]["content"] = whole + text;
        else throw new ChatTemplateException("The final message cannot be continued: it has no text.");
    }
}
