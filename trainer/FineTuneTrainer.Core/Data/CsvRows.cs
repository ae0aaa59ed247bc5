using nietras.SeparatedValues;

namespace FineTuneTrainer.Core.Data;

/// <summary>Rows of a CSV file by RFC 4180: quotes, line breaks inside quotes, a byte order mark, any line ending; blank lines are skipped.</summary>
internal sealed class CsvRows(ProblemList problems, string textColumn, string? labelColumn)
{
    private const string QuoteHint = "put the whole field in quotes and write a quote inside it twice";
    private readonly List<Row> _rows = [];
    private string[] _header = [];
    private long _number;

    public List<Row> Read(TextReader text)
    {
        try
        {
            // Sep only cuts: quotes stay in the fields, so that broken quoting is seen here instead of guessed at.
            using SepReader reader = Sep.New(',').Reader(o => o with { HasHeader = false, DisableColCountCheck = true, Unescape = false }).From(text);
            foreach (SepReader.Row row in reader)
            {
                _number++;
                if (!ReadRecord(row)) break;
            }
        }
        catch (NotSupportedException e)
        {
            // Sep's bound on one record: a quote that is never closed runs to the end of the file.
            problems.Add(_number + 1, "the record is too long", $"{e.Message}; is a quote not closed?");
        }

        if (_number == 0) problems.Add(0, "the file is empty", "a header line and at least one row are needed");
        return _rows;
    }

    private bool ReadRecord(SepReader.Row row)
    {
        string[]? fields = Fields(row);
        if (_number == 1) return fields is not null && ReadHeader(fields);
        if (fields is null or [""]) return true;
        if (fields.Length != _header.Length)
        {
            problems.Add(_number, $"{fields.Length} columns instead of {_header.Length} ({Lines(row)})", "is a comma in the text not quoted?");
            return true;
        }

        var read = new Row(fields[Column(textColumn)], labelColumn is null ? null : fields[Column(labelColumn)], _number);
        if (problems.Accept(read, labelColumn is not null)) _rows.Add(read);
        return true;
    }

    private bool ReadHeader(string[] header)
    {
        if (header is [""])
        {
            problems.Add(1, "the first line is empty", "the first line names the columns");
            return false;
        }

        _header = header;
        foreach (IGrouping<string, string> same in header.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(1, $"the header names the column '{same.Key}' {same.Count()} times");
        bool known = Known(textColumn);
        return (labelColumn is null || Known(labelColumn)) && known;
    }

    private bool Known(string column)
    {
        if (Column(column) >= 0) return true;
        bool otherSeparator = _header is [var only] && only.AsSpan().ContainsAny(';', '\t');
        problems.Add(
            1,
            $"there is no column '{column}'; the columns are: {string.Join(", ", _header)}",
            otherSeparator ? "columns must be separated by commas" : null);
        return false;
    }

    private int Column(string name) => Array.IndexOf(_header, name);

    private string[]? Fields(SepReader.Row row)
    {
        var fields = new string[row.ColCount];
        for (int c = 0; c < fields.Length; c++)
        {
            if (Unquoted(row[c].Span) is not { } field)
            {
                problems.Add(_number, $"a quote stands inside a field, or is not closed ({Lines(row)})", QuoteHint);
                return null;
            }

            fields[c] = field;
        }

        return fields;
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

    private static string Lines(SepReader.Row row) =>
        row.LineNumberToExcl - row.LineNumberFrom <= 1 ? $"line {row.LineNumberFrom}" : $"lines {row.LineNumberFrom} to {row.LineNumberToExcl - 1}";
}
