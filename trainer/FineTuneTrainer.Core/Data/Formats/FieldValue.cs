using System.Text.Json;

namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>A value of a record: text, a list of texts, or JSON of any depth, which is valid until the next record is read.</summary>
public readonly struct FieldValue
{
    private readonly object? _value;

    private FieldValue(object? value) => _value = value;

    /// <summary>Nothing was given, or null.</summary>
    public bool IsNull => _value is null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    /// <summary>Text, a number, a flag or nothing.</summary>
    public bool IsPlain => _value is null or string || (_value is JsonElement json && json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    /// <summary>The members of a list; null if it is none.</summary>
    public IReadOnlyList<FieldValue>? Items => _value switch
    {
        string?[] texts => [.. texts.Select(Of)],
        JsonElement { ValueKind: JsonValueKind.Array } json => [.. json.EnumerateArray().Select(Of)],
        _ => null,
    };

    /// <summary>A text, or nothing.</summary>
    public static FieldValue Of(string? text) => new(text);

    /// <summary>A list of texts.</summary>
    public static FieldValue Of(string?[] texts) => new(texts);

    /// <summary>A value of a JSON document.</summary>
    public static FieldValue Of(JsonElement json) => new(json);

    /// <summary>The value of a member of an object; false if there is none.</summary>
    public bool TryMember(string name, out FieldValue member)
    {
        member = default;
        if (_value is not JsonElement { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty(name, out JsonElement found)) return false;
        member = Of(found);
        return true;
    }

    /// <summary>A plain value as text, numbers and flags as written; false if it is not plain or holds half of a surrogate pair.</summary>
    public bool TryText(out string? text)
    {
        text = _value as string;
        if (!IsPlain) return false;
        if (_value is not JsonElement json) return true;
        try
        {
            text = json.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => json.GetString(),
                _ => json.GetRawText(),
            };
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
