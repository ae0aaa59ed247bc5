using System.Text.Json;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>Remembers which fields the objects of a file have, so that a column that none has is told once and with those that exist.</summary>
internal sealed class SeenFields
{
    private readonly SortedSet<string> _fields = new(StringComparer.Ordinal);

    public DataRecord? Record(JsonElement json, long number, string unit, ProblemList problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(number, $"the {unit} is not a JSON object");
            return null;
        }

        JsonProperty[] properties = [.. json.EnumerateObject()];
        string[] names = [.. properties.Select(p => p.Name)];
        _fields.UnionWith(names);
        return new DataRecord(number, names, [.. properties.Select(p => FieldValue.Of(p.Value))]);
    }

    public void NameMissing(Columns columns, string unit, ProblemList problems)
    {
        if (_fields.Count == 0) return;
        foreach (string column in columns.Required.Where(c => !_fields.Contains(c.Split('.')[0])))
            problems.Insert($"no {unit} has the field '{column}'; the fields are: {string.Join(", ", _fields)}");
    }
}
