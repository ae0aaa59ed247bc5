using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>
/// Words and their tags, from CoNLL or from two lists. With <paramref name="checkIob2"/> tags must be O, B-type or I-type, and an I- must go on with the
/// entity before it. In CoNLL a problem names the line of its word.
/// </summary>
public sealed class TokenShape(string tokens = "tokens", string tags = "tags", bool checkIob2 = true, bool oneTokenALine = true) : IRowShape<TokenRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of(tokens, tags);

    /// <inheritdoc/>
    public TokenRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        if (fields.List(tokens) is not { } words || fields.List(tags) is not { } labels) return null;
        if (words.Length != labels.Length) fields.Refuse($"{words.Length} tokens have {labels.Length} tags", "each token needs one tag", tags);
        if (words.Length == 0) fields.Refuse("there are no tokens", null, tokens);
        if (!fields.IsGood) return null;
        for (int i = 0; i < words.Length; i++)
        {
            long number = oneTokenALine ? record.Number + i : record.Number;
            if (string.IsNullOrWhiteSpace(words[i])) problems.Add(number, "the token is empty", null, tokens);
            if (checkIob2 && Fault(labels, i) is var (message, hint)) problems.Add(number, message, hint, tags);
        }

        return fields.IsGood ? new TokenRow(words, labels, record.Number) : null;
    }

    private static (string Message, string Hint)? Fault(string[] tags, int i)
    {
        string tag = tags[i];
        if (tag == "O") return null;
        if (tag.Length < 3 || tag[1] != '-' || tag[0] is not ('B' or 'I')) return ($"'{tag}' is not a tag", "tags are O, B-type and I-type");
        string type = tag[2..];
        bool goesOn = i > 0 && (tags[i - 1] == "B-" + type || tags[i - 1] == "I-" + type);
        return tag[0] == 'B' || goesOn ? null : ($"'{tag}' follows {(i == 0 ? "nothing" : $"'{tags[i - 1]}'")}", $"an entity starts with B-{type}");
    }
}
