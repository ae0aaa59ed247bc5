using System.Text.Json.Nodes;
using FineTuneTrainer.Core.ChatTemplates;
using TestKit;

namespace FineTuneTrainer.Core.Tests.ChatTemplates;

/// <summary>The golden chat templates with their conversations and renderings.</summary>
internal static class TemplateGolden
{
    public static JsonObject Cases { get; } = Read("cases.json");

    public static JsonObject Expressions { get; } = Read("expressions.json");

    public static string[] Names { get; } = [.. ((JsonObject)Cases["tokenizers"]!).Select(p => p.Key)];

    public static ChatTemplate Load(string name) => ChatTemplate.Parse(File.ReadAllText(RepositoryFiles.Golden("templates", name + ".jinja")));

    public static IEnumerable<JsonObject> Of(string template) => Cases["cases"]!.AsArray().Cast<JsonObject>().Where(c => c["template"]!.GetValue<string>() == template);

    public static string Text(JsonObject row, string name) => row[name]!.GetValue<string>();

    public static ChatInput Input(JsonObject row)
    {
        JsonObject conversation = Cases["conversations"]!.AsArray().Cast<JsonObject>().First(c => Text(c, "name") == Text(row, "conversation"));
        string mode = Text(row, "mode");
        return new ChatInput
        {
            Messages = [.. conversation["messages"]!.AsArray().Cast<JsonObject>()],
            Tools = conversation["tools"]?.AsArray(),
            Documents = conversation["documents"]?.AsArray(),
            Variables = conversation["kwargs"]?.AsObject(),
            SpecialTokens = ((JsonObject)Cases["special_tokens"]![Text(row, "template")]!).ToDictionary(p => p.Key, p => p.Value!.GetValue<string>()),
            AddGenerationPrompt = mode == "prompt",
            ContinueFinalMessage = mode == "continue",
            Now = DateTimeOffset.Parse(Text(Cases, "now") + "Z"),
        };
    }

    private static JsonObject Read(string file) => (JsonObject)JsonNode.Parse(File.ReadAllBytes(RepositoryFiles.Golden("templates", file)))!;
}
