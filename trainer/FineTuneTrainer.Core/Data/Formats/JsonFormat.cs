using System.Text.Json;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>One JSON array of objects, or an object whose <c>data</c> is one; read piece by piece, so that only one object is in memory. Row 1 is the first object.</summary>
public sealed class JsonFormat(string property = "data") : IDataFormat
{
    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        var pieces = new JsonPieces(stream);
        var seen = new SeenFields();
        long number = 0;
        if (!Try(() => pieces.EnterArray(property), 0, problems, out bool found)) yield break;
        if (!found)
        {
            problems.Add(0, $"there is no array of rows", $"write an array of objects, or an object whose '{property}' is one");
            yield break;
        }

        while (Try(pieces.Next, number + 1, problems, out JsonDocument? document) && document is not null)
        {
            number++;
            using (document)
            {
                if (seen.Record(document.RootElement, number, "element", problems) is { } record) yield return record;
            }
        }

        seen.NameMissing(columns, "element", problems);
    }

    // What comes after a fault cannot be read: its place is told and reading ends.
    private static bool Try<T>(Func<T> read, long row, ProblemList problems, out T? value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (JsonException e)
        {
            problems.Add(row, "the file is not valid JSON from here on", e.Message);
            value = default;
            return false;
        }
    }
}
