using System.Text;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>Plain text, each line or paragraph a row with the one column <c>text</c>; a row's number is its (first) line.</summary>
public sealed class TextFormat(TextUnit unit) : IDataFormat
{
    private static readonly string[] Names = ["text"];

    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        foreach (string column in columns.Required.Where(c => c != "text"))
            problems.Add(0, $"a text file has no column '{column}'", "its one column is 'text'", column);
        using StreamReader reader = Utf8Text.Open(stream);
        var text = new StringBuilder();
        long number = 0, first = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                if (text.Length > 0) text.Append('\n');
                else first = number;
                text.Append(line);
                if (unit == TextUnit.Paragraph) continue;
            }

            if (Taken(text, first) is { } record) yield return record;
        }

        if (Taken(text, first) is { } last) yield return last;
    }

    private static DataRecord? Taken(StringBuilder text, long first)
    {
        if (text.Length == 0) return null;
        var record = new DataRecord(first, Names, [FieldValue.Of(text.ToString())]);
        text.Clear();
        return record;
    }
}
