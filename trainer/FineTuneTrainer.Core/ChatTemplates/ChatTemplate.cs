using System.Text.Json.Nodes;
using FineTuneTrainer.Core.ChatTemplates.Jinja;

namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>
/// A chat template in the part of Jinja that models' templates use, rendered as transformers renders it: tags take their line feed with them,
/// values print as in Python, and nothing that the template is given can be changed by it. What is not supported is refused by name.
/// </summary>
public sealed class ChatTemplate
{
    private const string ContinueTag = "CONTINUE_FINAL_MESSAGE_TAG ";
    private readonly IReadOnlyList<Statement> _statements;

    private ChatTemplate(IReadOnlyList<Statement> statements, bool marksGeneration)
    {
        _statements = statements;
        MarksGeneration = marksGeneration;
    }

    /// <summary>Whether the template says itself what the model writes.</summary>
    public bool MarksGeneration { get; }

    /// <summary>Reads a template; a wrong one is refused with a <see cref="ChatTemplateException"/>.</summary>
    public static ChatTemplate Parse(string source)
    {
        List<Lexeme> lexemes = Lexer.Read(source);
        bool marks = lexemes.Any(l => l is { Kind: LexemeKind.Name, Value: "endgeneration" });
        return new ChatTemplate(TemplateParser.Parse(lexemes), marks);
    }

    /// <summary>Renders a conversation; what the template refuses comes as a <see cref="ChatTemplateException"/> with its words.</summary>
    public RenderedChat Render(ChatInput input)
    {
        List<JsonObject> messages = [.. input.Messages.Select(Messages.Prepared)];
        if (input.ContinueFinalMessage) Messages.AppendToLast(messages, ContinueTag);
        var renderer = new Renderer();
        string text = renderer.Render(_statements, Variables(input, messages));
        return new RenderedChat(input.ContinueFinalMessage ? Cut(text) : text, renderer.Generated);
    }

    private static Scope Variables(ChatInput input, List<JsonObject> messages)
    {
        var globals = new Scope(null);
        Globals.AddTo(globals, input.Now);
        // What the template sets lies over what it is given.
        var scope = new Scope(globals);
        scope.Set("messages", new PyList(messages.Select(JsonValues.Of)));
        scope.Set("tools", JsonValues.Of(input.Tools));
        scope.Set("documents", JsonValues.Of(input.Documents));
        scope.Set("add_generation_prompt", input.AddGenerationPrompt);
        foreach ((string name, string token) in input.SpecialTokens) scope.Set(name, token);
        foreach ((string name, JsonNode? value) in input.Variables ?? []) scope.Set(name, JsonValues.Of(value));
        return scope;
    }

    private static string Cut(string text)
    {
        int at = text.LastIndexOf(ContinueTag.TrimEnd(), StringComparison.Ordinal);
        if (at < 0) throw new ChatTemplateException("The final message cannot be continued: the template does not show it.");
        bool keepsSpace = string.CompareOrdinal(text, at, ContinueTag, 0, ContinueTag.Length) == 0;
        return keepsSpace ? text[..at] : text[..at].TrimEnd();
    }
}
