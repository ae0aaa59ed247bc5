using System.Text.Json;

namespace FineTuneTrainer.Core.Data;

/// <summary>Rows of a file with one JSON object a line; blank lines are skipped but counted.</summary>
internal sealed class JsonlRows(ProblemList problems, string textColumn, string? labelColumn)
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };
    private readonly List<Row> _rows = [];
    private readonly SortedSet<string> _fields = new(StringComparer.Ordinal);
    private long _number;

    public List<Row> Read(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            _number++;
            if (!string.IsNullOrWhiteSpace(line)) ReadLine(line);
        }

        if (_number == 0) problems.Add(0, "the file is empty", "one JSON object a line is needed");
        NameUnknown(textColumn);
        if (labelColumn is not null) NameUnknown(labelColumn);
        return _rows;
    }

    private void ReadLine(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problems.Add(_number, "the line is not a JSON object");
                return;
            }

            _fields.UnionWith(document.RootElement.EnumerateObject().Select(p => p.Name));
            if (!TryValue(document.RootElement, textColumn, out string? text)) return;
            string? label = null;
            if (labelColumn is not null && !TryValue(document.RootElement, labelColumn, out label)) return;
            var row = new Row(text ?? "", label, _number);
            if (problems.Accept(row, labelColumn is not null)) _rows.Add(row);
        }
        catch (JsonException e)
        {
            problems.Add(_number, "the line is not valid JSON", e.Message);
        }
        catch (InvalidOperationException)
        {
            problems.Add(_number, "a string holds half of a surrogate pair", "write such characters as they are, in UTF-8");
        }
    }

    private bool TryValue(JsonElement row, string field, out string? value)
    {
        value = null;
        if (!row.TryGetProperty(field, out JsonElement element))
        {
            problems.Add(_number, $"there is no field '{field}'");
            return false;
        }

        if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            problems.Add(_number, $"the field '{field}' is not a plain value");
            return false;
        }

        value = element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString(),
            _ => element.GetRawText(),
        };
        return true;
    }

    private void NameUnknown(string field)
    {
        if (_fields.Count > 0 && !_fields.Contains(field))
            problems.Insert($"no line has the field '{field}'; the fields are: {string.Join(", ", _fields)}");
    }
}
