namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Turns that stand in a column as one text or as a list of messages.</summary>
internal static class Turns
{
    /// <summary>The turns; a text is one turn of <paramref name="role"/>. Null with problems if they are no good.</summary>
    public static IReadOnlyList<Message>? Read(FieldReader fields, string column, Role role)
    {
        if (fields.Value(column) is not { } value) return null;
        if (value.Items is not null) return MessageReader.Messages.Read(fields, value, column);
        string text = fields.Text(column, column);
        return fields.IsGood ? [new Message(role, text)] : null;
    }
}
