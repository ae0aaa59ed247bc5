using nietras.SeparatedValues;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>CSV by RFC 4180: quotes, line breaks inside quotes, a byte order mark, any line ending; blank lines are skipped. The first line names the columns.</summary>
public sealed class CsvFormat(char separator = ',') : IDataFormat
{
    private const string QuoteHint = "put the whole field in quotes and write a quote inside it twice";

    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        string[]? header = null;
        foreach (CsvRecord record in Records(stream, problems))
        {
            if (record.Number == 1)
            {
                header = record.Fields;
                if (header is null || !HeaderIsGood(header, columns, problems)) yield break;
            }
            else if (record.Fields is { } fields && !record.IsBlank)
            {
                if (fields.Length == header!.Length) yield return new DataRecord(record.Number, header, [.. fields.Select(FieldValue.Of)]);
                else problems.Add(record.Number, $"{fields.Length} columns instead of {header.Length} ({record.Lines})", "is a comma in the text not quoted?");
            }
        }
    }

    /// <summary>The records as their fields, whatever their number; null where the quoting is broken, which is a problem.</summary>
    internal IEnumerable<CsvRecord> Records(Stream stream, ProblemList problems)
    {
        using StreamReader text = Utf8Text.Open(stream);

        // Sep only cuts: quotes stay in the fields, so that broken quoting is seen here instead of guessed at.
        using SepReader reader = Sep.New(separator).Reader(o => o with { HasHeader = false, DisableColCountCheck = true, Unescape = false }).From(text);
        long number = 0;
        while (MoveNext(reader, number, problems))
        {
            number++;
            yield return Record(reader.Current, number, problems);
        }

        if (number == 0) problems.Add(0, "the file is empty", "a header line and at least one row are needed");
    }

    private static bool MoveNext(SepReader reader, long number, ProblemList problems)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (NotSupportedException e)
        {
            // Sep's bound on one record: a quote that is never closed runs to the end of the file.
            problems.Add(number + 1, "the record is too long", $"{e.Message}; is a quote not closed?");
            return false;
        }
    }

    private static CsvRecord Record(SepReader.Row row, long number, ProblemList problems)
    {
        string lines = row.LineNumberToExcl - row.LineNumberFrom <= 1 ? $"line {row.LineNumberFrom}" : $"lines {row.LineNumberFrom} to {row.LineNumberToExcl - 1}";
        var fields = new string[row.ColCount];
        for (int c = 0; c < fields.Length; c++)
        {
            if (Unquoted(row[c].Span) is not { } field)
            {
                problems.Add(number, $"a quote stands inside a field, or is not closed ({lines})", QuoteHint);
                return new CsvRecord(number, null, lines);
            }

            fields[c] = field;
        }

        return new CsvRecord(number, fields, lines) { IsBlank = row.Span.IsEmpty };
    }

    private static bool HeaderIsGood(string[] header, Columns columns, ProblemList problems)
    {
        if (header is [""])
        {
            problems.Add(1, "the first line is empty", "the first line names the columns");
            return false;
        }

        foreach (IGrouping<string, string> same in header.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(1, $"the header names the column '{same.Key}' {same.Count()} times");
        string[] missing = [.. columns.Required.Where(c => !header.Contains(c))];
        bool otherSeparator = header is [var only] && only.AsSpan().ContainsAny(';', '\t');
        foreach (string column in missing)
        {
            problems.Add(
                1,
                $"there is no column '{column}'; the columns are: {string.Join(", ", header)}",
                otherSeparator ? "columns must be separated by commas" : null,
                column);
        }

        return missing.Length == 0;
    }

    // The field's value, or null if its quoting is broken.
    private static string? Unquoted(ReadOnlySpan<char> field)
    {
        if (!field.Contains('"')) return field.ToString();
        if (field is not ['"', .. var inside, '"']) return null;
        string value = inside.ToString();
        string single = value.Replace("\"\"", "\0", StringComparison.Ordinal);
        return single.Contains('"') ? null : value.Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
