namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>
/// CoNLL: one token a line with its columns separated by tabs or, without any tab, by spaces; a blank line ends a sentence. A row is a sentence with the
/// columns <c>tokens</c> and <c>tags</c>, its number its first line. <c>-DOCSTART-</c> lines and comments (<c># </c> before a sentence) are skipped.
/// </summary>
/// <param name="tokenColumn">The token's place from 0; negative counts from the end.</param>
/// <param name="tagColumn">The tag's place; -1 is the last column.</param>
public sealed class ConllFormat(int tokenColumn = 0, int tagColumn = -1) : IDataFormat
{
    private static readonly string[] Names = ["tokens", "tags"];

    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        foreach (string column in columns.Required.Where(c => !Names.Contains(c)))
            problems.Add(0, $"a CoNLL file has no column '{column}'", "its columns are 'tokens' and 'tags'", column);
        using StreamReader reader = Utf8Text.Open(stream);
        List<string> tokens = [], tags = [];
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                if (Taken(tokens, tags, number) is { } record) yield return record;
            }
            else if (!IsSkipped(line, tokens.Count))
            {
                Add(line, number, tokens, tags, problems);
            }
        }

        if (Taken(tokens, tags, number + 1) is { } last) yield return last;
    }

    private static bool IsSkipped(string line, int tokens) =>
        line.StartsWith("-DOCSTART-", StringComparison.Ordinal) || (tokens == 0 && line.StartsWith("# ", StringComparison.Ordinal));

    private void Add(string line, long number, List<string> tokens, List<string> tags, ProblemList problems)
    {
        string[] fields = line.Contains('\t') ? line.Split('\t') : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int token = Place(tokenColumn, fields.Length), tag = Place(tagColumn, fields.Length);
        bool good = token >= 0 && token < fields.Length && tag >= 0 && tag < fields.Length && token != tag;
        if (!good) problems.Add(number, $"the line has {Count(fields.Length)}, too few for a token and its tag", "separate columns by a tab; separate sentences by a blank line");

        // A broken line keeps its place, so that the lines after it have the right numbers.
        tokens.Add(good ? fields[token] : "?");
        tags.Add(good ? fields[tag].Trim() : "O");
    }

    private static int Place(int column, int count) => column < 0 ? count + column : column;

    private static string Count(int columns) => columns == 1 ? "1 column" : $"{columns} columns";

    private static DataRecord? Taken(List<string> tokens, List<string> tags, long next)
    {
        if (tokens.Count == 0) return null;
        var record = new DataRecord(next - tokens.Count, Names, [FieldValue.Of((string?[])[.. tokens]), FieldValue.Of((string?[])[.. tags])]);
        tokens.Clear();
        tags.Clear();
        return record;
    }
}
