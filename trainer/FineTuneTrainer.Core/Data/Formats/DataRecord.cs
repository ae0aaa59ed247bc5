namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>One record of a file: its number as a user counts it (in CSV the header is row 1, in text files it is the line) and its named values.</summary>
public sealed class DataRecord(long number, IReadOnlyList<string> names, IReadOnlyList<FieldValue> values)
{
    /// <summary>The record's number.</summary>
    public long Number { get; } = number;

    /// <summary>The names of its values.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>The value of a column; <c>a.b</c> is the member b of column a, unless a column has that very name.</summary>
    public bool TryGet(string column, out FieldValue value)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i] != column) continue;
            value = values[i];
            return true;
        }

        value = default;
        int dot = column.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && TryGet(column[..dot], out FieldValue parent) && parent.TryMember(column[(dot + 1)..], out value);
    }
}
