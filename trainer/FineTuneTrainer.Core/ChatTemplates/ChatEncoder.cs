using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>Turns conversations into tokens with a mask over what the assistant writes.</summary>
public sealed class ChatEncoder(ChatTemplate template, Tokenizer tokenizer)
{
    /// <summary>
    /// One sample for the whole conversation, and one more for each message that later ones change. Where the template marks what the model writes,
    /// its marks decide. A conversation in which the assistant writes nothing is refused with a <see cref="ChatTemplateException"/>.
    /// </summary>
    public IReadOnlyList<ChatSample> Encode(ChatInput input)
    {
        RenderedChat whole = template.Render(input);
        if (template.MarksGeneration) return [NotEmpty(Sample(whole.Text, whole.Generated))];
        IReadOnlyList<AssistantSpan> spans = AssistantSpans.Of(template, input);
        (int, int)[] shared = [.. spans.Where(s => s.OwnSample is null).Select(s => (s.Start, s.End))];
        List<ChatSample> samples = [.. spans.Where(s => s.OwnSample is not null).Select(s => NotEmpty(Sample(s.OwnSample!, [(s.Start, s.End)])))];
        if (shared.Length > 0 || samples.Count == 0) samples.Insert(0, NotEmpty(Sample(whole.Text, shared)));
        return samples;
    }

    /// <summary>The whole conversation as one sample of which the assistant's messages from the given one on are learned: an answer to what stands before it.</summary>
    public ChatSample EncodeAnswer(ChatInput input, int from)
    {
        AssistantSpan[] spans = [.. AssistantSpans.Of(template, input).Where(s => s.Message >= from)];
        if (spans.FirstOrDefault(s => s.OwnSample is not null) is { } changed)
            throw new ChatTemplateException($"The answer cannot be read as a whole: a later message changes the text of message {changed.Message}.");
        return NotEmpty(Sample(template.Render(input).Text, [.. spans.Select(s => (s.Start, s.End))]));
    }

    // The template wrote the special tokens already.
    private ChatSample Sample(string text, IReadOnlyList<(int Start, int End)> spans)
    {
        Encoding encoding = tokenizer.Encode(text, options: new EncodeOptions { AddSpecialTokens = false });
        return new ChatSample(encoding.Ids, [.. encoding.Offsets.Select(o => spans.Any(s => o.End > s.Start && o.Start < s.End))]);
    }

    private static ChatSample NotEmpty(ChatSample sample) =>
        sample.Learned.Contains(true) ? sample : throw new ChatTemplateException("There is nothing to learn: the assistant writes nothing in this conversation.");
}
