using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>
/// Preference pairs: prompt, chosen, rejected, each a text or a list of messages. Without a prompt, chosen and rejected are whole conversations, and what
/// both begin with is the prompt.
/// </summary>
public sealed class PreferenceShape(string prompt = "prompt", string chosen = "chosen", string rejected = "rejected") : IRowShape<PreferenceRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = new([chosen, rejected], [prompt]);

    /// <inheritdoc/>
    public PreferenceRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        bool prompted = record.TryGet(prompt, out FieldValue value) && !value.IsNull;
        IReadOnlyList<Message>? before = prompted ? Turns.Read(fields, prompt, Role.User) : [];
        IReadOnlyList<Message>? better = Turns.Read(fields, chosen, Role.Assistant), worse = Turns.Read(fields, rejected, Role.Assistant);
        if (before is null || better is null || worse is null) return null;
        if (better.SequenceEqual(worse))
        {
            fields.Refuse("chosen and rejected are the same", "a pair needs two different answers", rejected);
            return null;
        }

        if (!prompted)
        {
            int shared = better.Zip(worse).TakeWhile(pair => pair.First == pair.Second).Count();
            before = [.. better.Take(shared)];
            better = [.. better.Skip(shared)];
            worse = [.. worse.Skip(shared)];
            if (shared == 0) fields.Refuse("there is no prompt", "give a prompt, or conversations that begin alike", prompt);
        }

        CheckAnswer(fields, better, chosen);
        CheckAnswer(fields, worse, rejected);
        return fields.IsGood ? new PreferenceRow(before, better, worse, record.Number) : null;
    }

    private static void CheckAnswer(FieldReader fields, IReadOnlyList<Message> answer, string column)
    {
        if (answer.Count == 0 || answer[^1].Role != Role.Assistant) fields.Refuse("the answer does not end with the assistant", null, column);
    }
}
