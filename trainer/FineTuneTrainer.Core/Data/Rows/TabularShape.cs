using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Rows of numbers with a label: every named feature, or every column but the label, and what else is not to be read, in the file's order.</summary>
public sealed class TabularShape(string label, IReadOnlyList<string>? features = null, IReadOnlyList<string>? unread = null) : IRowShape<TabularRow>
{
    private IReadOnlyList<string>? _first;

    /// <inheritdoc/>
    public Columns Columns { get; } = Columns.Of([.. features ?? [], label]) with { All = features is null };

    /// <summary>The features' columns; before a row was read null, unless they were named.</summary>
    public IReadOnlyList<string>? Features => features ?? _first;

    /// <inheritdoc/>
    public TabularRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        IReadOnlyList<string> names = features ?? [.. record.Names.Where(n => n != label && unread?.Contains(n) != true)];
        _first ??= names;
        if (!ReferenceEquals(_first, names) && !_first.SequenceEqual(names))
            fields.Refuse($"the columns are {string.Join(", ", names)} instead of {string.Join(", ", _first)}", "all files and rows of a table need the same columns");
        var numbers = new double[names.Count];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = Number(fields, names[i]);
        string given = fields.Label(label);
        return fields.IsGood ? new TabularRow(numbers, given, record.Number) : null;
    }

    private static double Number(FieldReader fields, string column)
    {
        if (fields.Value(column) is not { } value || !fields.Plain(value, column, out string? text)) return 0;
        if (Numbers.TryRead(text, out double number)) return number;
        fields.Refuse(
            string.IsNullOrWhiteSpace(text) ? "the value is missing" : $"'{text}' is not a number", "write numbers like 3.5, with a point and without units", column);
        return 0;
    }
}
