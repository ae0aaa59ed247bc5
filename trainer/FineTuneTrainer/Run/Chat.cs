using System.Text.Json.Nodes;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tokenizers;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run;

/// <summary>Conversations as a model's chat template writes them.</summary>
internal static class Chat
{
    private const string TemplateFile = "chat_template.jinja";

    // Templates may ask for today's date; a run that is resumed tomorrow must see the same tokens. Llama 3's own template falls back to this day.
    private static readonly DateTimeOffset Day = new(2024, 7, 26, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The run's own template, else the model's; a model without one is refused.</summary>
    public static ChatTemplate TemplateOf(string? own, Inputs inputs) =>
        FindTemplate(own, inputs) ?? throw new ModelIncompatibleException(["the model has no chat template: set task.instruction.chatTemplate (docs/tasks.md has one to begin with)"]);

    /// <summary>The same; null where there is none.</summary>
    public static ChatTemplate? FindTemplate(string? own, Inputs inputs) => own is null ? TemplateOf(new DiskFolder(inputs.ModelFolder)) : Guarded(() => ChatTemplate.Parse(own));

    /// <summary>A model's template; null where it has none.</summary>
    public static ChatTemplate? TemplateOf(DiskFolder folder) => Guarded(() => ChatTemplateFiles.Load(folder));

    /// <summary>A run's own template as a file beside the model, so that whoever uses the model speaks to it in the same words.</summary>
    public static Dictionary<string, string> TextsOf(string? own) => own is null ? new() : new() { [TemplateFile] = own };

    /// <summary>What a template is given.</summary>
    public static ChatInput Input(IReadOnlyList<Message> messages, Tokenizer tokenizer, bool ask = false) => new()
    {
        Messages = [.. messages.Select(message => new JsonObject { ["role"] = message.Role.ToString().ToLowerInvariant(), ["content"] = message.Content })],
        SpecialTokens = tokenizer.Special,
        AddGenerationPrompt = ask,
        Now = Day,
    };

    private static ChatTemplate? Guarded(Func<ChatTemplate?> load)
    {
        try
        {
            return load();
        }
        catch (Exception exception) when (exception is ChatTemplateException or InvalidDataException)
        {
            throw new ModelIncompatibleException([$"the chat template cannot be used: {exception.Message}"]);
        }
    }
}
