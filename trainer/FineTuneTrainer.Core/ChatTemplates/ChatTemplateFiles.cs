using System.Text.Json;
using FineTuneTrainer.Core.Folders;

namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>Loads the chat template of a model's folder: chat_template.jinja, or the member chat_template of chat_template.json or tokenizer_config.json.</summary>
public static class ChatTemplateFiles
{
    private const string Member = "chat_template";

    /// <summary>The template, or null where the model has none. Of several templates it is the one with the given name.</summary>
    public static ChatTemplate? Load(IReadableFolder folder, string name = "default")
    {
        string? source = Text(folder) ?? Json(folder, "chat_template.json", name) ?? Json(folder, "tokenizer_config.json", name);
        return source is null ? null : ChatTemplate.Parse(source);
    }

    private static string? Text(IReadableFolder folder)
    {
        if (!folder.Names.Contains("chat_template.jinja")) return null;
        using Stream stream = folder.OpenRead("chat_template.jinja");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string? Json(IReadableFolder folder, string file, string name)
    {
        if (!folder.Names.Contains(file)) return null;
        using Stream stream = folder.OpenRead(file);
        try
        {
            using var document = JsonDocument.Parse(stream);
            return document.RootElement.TryGetProperty(Member, out JsonElement template) ? Chosen(template, name) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{file}: '{Member}' cannot be read: {e.Message}", e);
        }
    }

    // Models with several templates list them with their names.
    private static string? Chosen(JsonElement template, string name) => template.ValueKind switch
    {
        JsonValueKind.String => template.GetString(),
        JsonValueKind.Array => template.EnumerateArray().Where(t => t.GetProperty("name").GetString() == name).Select(t => t.GetProperty("template").GetString()).FirstOrDefault(),
        _ => null,
    };
}
