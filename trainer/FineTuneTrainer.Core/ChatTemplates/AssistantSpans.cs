namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>Finds what the model writes by rendering the conversation up to each of its messages; what cannot be told is refused, never guessed.</summary>
public static class AssistantSpans
{
    /// <summary>One span for every message of the assistant.</summary>
    public static IReadOnlyList<AssistantSpan> Of(ChatTemplate template, ChatInput input)
    {
        string whole = Render(template, input, input.Messages.Count, prompt: false);
        List<AssistantSpan> spans = [];
        for (int i = 0; i < input.Messages.Count; i++)
            if (input.Messages[i]["role"]?.GetValue<string>() == "assistant") spans.Add(Span(template, input, i, whole));
        return spans;
    }

    private static AssistantSpan Span(ChatTemplate template, ChatInput input, int message, string whole)
    {
        string prompt = message == 0 ? "" : Render(template, input, message, prompt: true);
        string closed = message == 0 ? "" : Render(template, input, message, prompt: false);
        string full = Render(template, input, message + 1, prompt: false);
        int start;
        if (Begins(full, prompt)) start = prompt.Length;
        else if (Begins(full, closed) && Begins(prompt, closed)) start = Common(prompt, full);
        else
        {
            throw new ChatTemplateException(
                $"What the assistant writes as message {message} cannot be told: with the message the template changes the text before it. Leave the message out, or mark it with {{% generation %}} in the template.");
        }

        return new AssistantSpan(message, start, full.Length, Begins(whole, full) ? null : full);
    }

    private static string Render(ChatTemplate template, ChatInput input, int count, bool prompt) =>
        template.Render(input with { Messages = [.. input.Messages.Take(count)], AddGenerationPrompt = prompt, ContinueFinalMessage = false }).Text;

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.Ordinal);

    // A character of two units is common or not as a whole.
    private static int Common(string first, string second)
    {
        int length = first.AsSpan().CommonPrefixLength(second);
        return length > 0 && length < first.Length && char.IsHighSurrogate(first[length - 1]) ? length - 1 : length;
    }
}
