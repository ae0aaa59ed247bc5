using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Conversations as <c>{"messages": [{"role": "user", "content": "..."}, ...]}</c>, or ShareGPT's <c>{"conversations": [{"from": "human", "value": "..."}, ...]}</c>.</summary>
public sealed class MessagesShape : IRowShape<ConversationRow>
{
    private readonly MessageReader _reader;
    private readonly string _column;
    private readonly string? _system;

    private MessagesShape(MessageReader reader, string column, string? system)
    {
        _reader = reader;
        _column = column;
        _system = system;
        Columns = new Columns([column], system is null ? [] : [system]);
    }

    /// <inheritdoc/>
    public Columns Columns { get; }

    /// <summary>The form with roles and contents.</summary>
    public static MessagesShape Of(string column = "messages") => new(MessageReader.Messages, column, null);

    /// <summary>ShareGPT's form; a column <c>system</c> may stand beside it.</summary>
    public static MessagesShape ShareGpt(string column = "conversations", string system = "system") => new(MessageReader.ShareGpt, column, system);

    /// <inheritdoc/>
    public ConversationRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        if (fields.Value(_column) is not { } value || _reader.Read(fields, value, _column) is not { } messages) return null;
        if (_system is not null && fields.OptionalText(_system) is { Length: > 0 } system)
        {
            if (messages[0].Role == Role.System) fields.Refuse("there are two system messages", "give it in the list or in its own column", _system);
            messages.Insert(0, new Message(Role.System, system));
        }

        MessageReader.CheckEnd(fields, messages, _column);
        return fields.IsGood ? new ConversationRow(messages, record.Number) : null;
    }
}
