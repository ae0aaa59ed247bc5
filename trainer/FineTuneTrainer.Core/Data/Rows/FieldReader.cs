using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Takes the values of one record and notes everything that is wrong with them.</summary>
internal sealed class FieldReader(DataRecord record, ProblemList problems)
{
    private readonly long _before = problems.Count;

    /// <summary>Nothing was wrong so far.</summary>
    public bool IsGood => problems.Count == _before;

    public void Refuse(string message, string? hint = null, string? column = null) => problems.Add(record.Number, message, hint, column);

    /// <summary>A text that must be there and not be blank; "" with a problem if it is not. <paramref name="what"/> names it in the problem.</summary>
    public string Text(string column, string what = "text")
    {
        if (!TryPlain(column, out string? text)) return "";
        if (string.IsNullOrWhiteSpace(text)) Refuse($"the {what} is empty", $"write the {what}, or remove the row", column);
        return text ?? "";
    }

    /// <summary>A text that need not be there.</summary>
    public string? OptionalText(string column) => record.TryGet(column, out FieldValue value) && !value.IsNull && TryPlain(column, out string? text) ? text : null;

    /// <summary>A label that must be there.</summary>
    public string Label(string column)
    {
        if (!TryPlain(column, out string? label)) return "";
        if (string.IsNullOrWhiteSpace(label)) Refuse("the label is missing", "write the label, or remove the row", column);
        return label ?? "";
    }

    /// <summary>A value of any kind that must be there.</summary>
    public FieldValue? Value(string column)
    {
        if (record.TryGet(column, out FieldValue value)) return value;
        Refuse($"there is no field '{column}'", null, column);
        return null;
    }

    /// <summary>A list of plain values; null with a problem if it is none.</summary>
    public string[]? List(string column)
    {
        if (Value(column) is not { } value) return null;
        if (value.Items is not { } items)
        {
            Refuse($"the field '{column}' is not a list", null, column);
            return null;
        }

        var texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            if (!Plain(items[i], column, out string? text)) return null;
            texts[i] = text ?? "";
        }

        return texts;
    }

    /// <summary>The text of a plain value; false with a problem if it is not plain or not text.</summary>
    public bool Plain(FieldValue value, string column, out string? text)
    {
        text = null;
        if (!value.IsPlain)
        {
            Refuse($"the field '{column}' is not a plain value", null, column);
            return false;
        }

        if (!value.TryText(out text))
        {
            Refuse("a string holds half of a surrogate pair", "write such characters as they are, in UTF-8", column);
            return false;
        }

        if (text is null || !text.Contains(Utf8Text.Undecodable)) return true;
        Refuse("invalid UTF-8", "save the file as UTF-8", column);
        return false;
    }

    private bool TryPlain(string column, out string? text)
    {
        text = null;
        return Value(column) is { } value && Plain(value, column, out text);
    }
}
