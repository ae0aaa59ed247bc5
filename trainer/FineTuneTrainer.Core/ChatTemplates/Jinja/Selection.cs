namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>Attributes of items by their names, with dots, and keys to sort by.</summary>
internal static class Selection
{
    /// <summary>The attribute of an item, as brackets would find it.</summary>
    public static object? Attribute(object? item, string path, object? otherwise = null)
    {
        foreach (string part in path.Split('.'))
        {
            item = Members.Item(item, System.Numerics.BigInteger.TryParse(part, out System.Numerics.BigInteger index) ? index : part);
            if (item is Undefined && otherwise is not null) return otherwise;
        }

        return item;
    }

    /// <summary>The items, or their attributes where the call names one.</summary>
    public static IEnumerable<object?> Attributes(object? value, CallArguments arguments, int place)
    {
        object? attribute = arguments.Value(place, "attribute", null);
        return attribute is null ? Operators.Iterate(value) : Operators.Iterate(value).Select(item => Attribute(item, PyText.Of(attribute)));
    }

    /// <summary>What an item is compared by: an attribute or itself, small letters unless case matters; several attributes with commas.</summary>
    public static object? Key(object? item, string? attribute, bool caseSensitive)
    {
        if (attribute is null) return Folded(item, caseSensitive);
        string[] names = attribute.Split(',');
        return names.Length == 1
            ? Folded(Attribute(item, attribute), caseSensitive)
            : new PyTuple([.. names.Select(n => Folded(Attribute(item, n), caseSensitive))]);
    }

    /// <summary>Compares by keys.</summary>
    public static Comparer<object?> ByKey(Func<object?, object?> key) => Comparer<object?>.Create((a, b) => Operators.Compare(key(a), key(b)));

    private static object? Folded(object? value, bool caseSensitive) => !caseSensitive && Operators.AsText(value) is { } text ? PyCase.Lower(text) : value;
}
