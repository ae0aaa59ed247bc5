using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text with its label, or without one: sequence classification, and texts to learn a language from. A second text makes a pair.</summary>
public sealed class TextShape(string text = "text", string? label = null, string? pair = null) : IRowShape<Row>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of([.. new[] { text, pair, label }.OfType<string>()]);

    /// <inheritdoc/>
    public Row? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        var row = new Row(fields.Text(text), label is null ? null : fields.Label(label), record.Number) { Pair = pair is null ? null : fields.Text(pair, "second text") };
        return fields.IsGood ? row : null;
    }
}
