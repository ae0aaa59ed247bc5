using System.Text.Json;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>One JSON object a line; blank lines are skipped but counted.</summary>
public sealed class JsonlFormat : IDataFormat
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <inheritdoc/>
    public IEnumerable<DataRecord> Read(Stream stream, Columns columns, ProblemList problems)
    {
        using StreamReader text = Utf8Text.Open(stream);
        var seen = new SeenFields();
        long number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || Parsed(line, number, problems) is not { } document) continue;
            using (document)
            {
                if (seen.Record(document.RootElement, number, "line", problems) is { } record) yield return record;
            }
        }

        if (number == 0) problems.Add(0, "the file is empty", "one JSON object a line is needed");
        seen.NameMissing(columns, "line", problems);
    }

    private static JsonDocument? Parsed(string line, long number, ProblemList problems)
    {
        try
        {
            return JsonDocument.Parse(line, Options);
        }
        catch (JsonException e)
        {
            problems.Add(number, "the line is not valid JSON", e.Message);
            return null;
        }
    }
}
