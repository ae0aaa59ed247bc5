using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>
/// A prompt with one answer as a model reads them: in the words of a chat template where there is one; else as an encoder's pair of texts; else as one text, ended by the
/// end-of-text token, as TRL does. Only the answer has labels. What is too long loses its end, never its prompt.
/// </summary>
internal sealed class PairEncoder(ChatTemplate? template, Tokenizer tokenizer, int length, bool readsPairs)
{
    private const string Longer = "raise preprocessing.maxSequenceLength, or shorten the row";

    /// <summary>Whether the tokenizer belongs to an encoder, whose texts begin with a token for the whole.</summary>
    public static bool IsOfEncoder(Tokenizer tokenizer) => SpecialTokens.IdOf(tokenizer, "cls_token") is not null;

    /// <summary>The row of an answer; a <see cref="PairException"/> or <see cref="ChatTemplateException"/> where there is none.</summary>
    public EncodedRow Encode(IReadOnlyList<Message> prompt, IReadOnlyList<Message> answer)
    {
        if (template is not null)
            return Conversation(template, prompt, answer);
        return prompt.Count == 1 && answer.Count == 1
            ? Texts(prompt[0].Content, answer[0].Content)
            : throw new PairException("a conversation of several messages needs a chat template, and the model has none", "set task.preference.chatTemplate");
    }

    private EncodedRow Conversation(ChatTemplate chat, IReadOnlyList<Message> prompt, IReadOnlyList<Message> answer)
    {
        var sample = new ChatEncoder(chat, tokenizer).EncodeAnswer(Chat.Input([.. prompt, .. answer], tokenizer), prompt.Count);
        return Row(sample.Ids, new int[sample.Ids.Length], sample.Learned);
    }

    private EncodedRow Texts(string prompt, string answer)
    {
        if (readsPairs && IsOfEncoder(tokenizer))
            return Pair(prompt, answer);
        var encoding = tokenizer.Encode(prompt + answer);
        bool[] learned = [.. encoding.Offsets.Zip(encoding.SequenceIds, (place, text) => text == 0 && place.End > prompt.Length)];
        if (SpecialTokens.IdOf(tokenizer, "eos_token") is not { } end)
            return Row(encoding.Ids, encoding.TypeIds, learned);
        if (encoding.Ids.Length > 0 && encoding.Ids[^1] == end)
            return Row(encoding.Ids, encoding.TypeIds, [.. learned[..^1], true]);
        return Row([.. encoding.Ids, end], [.. encoding.TypeIds, encoding.TypeIds.LastOrDefault()], [.. learned, true]);
    }

    private EncodedRow Pair(string prompt, string answer)
    {
        var encoding = tokenizer.Encode(prompt, answer);
        var most = encoding.SequenceIds.Count(text => text == 1);
        if (encoding.Ids.Length - length >= most)
            throw NothingLeft(encoding.Ids.Length - most);
        if (encoding.Ids.Length > length)
            encoding = tokenizer.Encode(prompt, answer, new EncodeOptions { Truncation = new Truncation(length) { Strategy = TruncationStrategy.OnlySecond } });
        return Row(encoding.Ids, encoding.TypeIds, [.. encoding.SequenceIds.Select(text => text == 1)]);
    }

    private EncodedRow Row(int[] ids, int[] types, bool[] learned)
    {
        // The first token is predicted by nothing, so it cannot be all that is left.
        if (!learned.Take(length).Skip(1).Contains(true))
            throw NothingLeft(Array.IndexOf(learned, true));
        int[] kept = [.. ids.Take(length)];
        return new EncodedRow(kept, [.. types.Take(length)], 0) { TokenLabels = [.. kept.Zip(learned, (id, isLearned) => isLearned ? id : EncodedRow.Ignored)] };
    }

    private PairException NothingLeft(int before) => new($"nothing is left of the answer: {before} tokens stand before it, and rows are cut to {length}", Longer);
}
