using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Source and target texts; <c>translation.en</c> names the member en of a column translation.</summary>
public sealed class Seq2SeqShape(string source = "source", string target = "target") : IRowShape<Seq2SeqRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of(source, target);

    /// <inheritdoc/>
    public Seq2SeqRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        var row = new Seq2SeqRow(fields.Text(source, "source"), fields.Text(target, "target"), record.Number);
        return fields.IsGood ? row : null;
    }
}
