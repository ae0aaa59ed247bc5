using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>A text with a number: regression.</summary>
public sealed class ScoredShape(string text = "text", string score = "label", string? pair = null) : IRowShape<ScoredRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of([.. new[] { text, pair, score }.OfType<string>()]);

    /// <inheritdoc/>
    public ScoredRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        string content = fields.Text(text), given = fields.Label(score);
        string? second = pair is null ? null : fields.Text(pair, "second text");
        double number = 0;
        if (given.Length > 0 && !Numbers.TryRead(given, out number))
            fields.Refuse($"'{given}' is not a number", "write numbers like 3.5, with a point and without units", score);
        return fields.IsGood ? new ScoredRow(content, second, number, record.Number) : null;
    }
}
