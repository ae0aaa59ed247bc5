using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text with its labels: a JSON list, or one field with separators between them; an empty field is no label.</summary>
public sealed class MultiLabelShape(string text = "text", string labels = "labels", char separator = ';') : IRowShape<MultiLabelRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of(text, labels);

    /// <inheritdoc/>
    public MultiLabelRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        string content = fields.Text(text);
        bool isList = record.TryGet(labels, out FieldValue value) && value.Items is not null;
        string[] given = isList
            ? fields.List(labels) ?? []
            : fields.Value(labels) is { } field && fields.Plain(field, labels, out string? joined) ? (joined ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        if (given.Any(string.IsNullOrWhiteSpace)) fields.Refuse("a label is empty", null, labels);
        foreach (IGrouping<string, string> same in given.GroupBy(l => l, StringComparer.Ordinal).Where(g => g.Count() > 1))
            fields.Refuse($"the label '{same.Key}' is given {same.Count()} times", null, labels);
        return fields.IsGood ? new MultiLabelRow(content, given, record.Number) : null;
    }
}
