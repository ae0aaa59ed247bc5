using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A prompt and its completion, each a text or a list of messages; texts are the user's and the assistant's turn.</summary>
public sealed class PromptCompletionShape(string prompt = "prompt", string completion = "completion") : IRowShape<ConversationRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of(prompt, completion);

    /// <inheritdoc/>
    public ConversationRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        IReadOnlyList<Message>? before = Turns.Read(fields, prompt, Role.User), after = Turns.Read(fields, completion, Role.Assistant);
        if (before is null || after is null) return null;
        List<Message> messages = [.. before, .. after];
        MessageReader.CheckEnd(fields, messages, completion);
        return fields.IsGood ? new ConversationRow(messages, record.Number) : null;
    }
}
