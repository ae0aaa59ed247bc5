namespace DevCluster.Api.Schemas;

/// <summary>Reads the table of built-in types, which explains its notation; a type may stand before or after its use, and within itself.</summary>
internal sealed class ShapeTable(string table)
{
    private readonly Dictionary<string, string[]> _lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(parts => parts[0].TrimEnd('@'));

    private readonly Dictionary<string, Shape> _types = [];

    public IReadOnlyDictionary<string, Shape> Read()
    {
        foreach (string name in _lines.Keys) Type(name);
        return _types;
    }

    private Shape Type(string name)
    {
        if (_types.TryGetValue(name, out Shape? known)) return known;
        string[] line = _lines[name];
        // Known before its fields are read: a type may contain itself.
        Dictionary<string, Shape> fields = [];
        ShapeKind kind = line[0].EndsWith('@') ? ShapeKind.Atomic : ShapeKind.Map;
        Shape shape = _types[name] = new Shape(kind) { Type = name, Form = ValueForm.Struct, Fields = fields, Named = true, Closed = true };
        foreach (string part in line.Skip(1))
        {
            string[] pair = part.Split('=', 2);
            fields[pair[0]] = Field(pair[1]);
        }

        return shape;
    }

    private Shape Field(string text) => text[^1] switch
    {
        '!' => Field(text[..^1]) with { Always = true },
        '-' => Merging(text[..^1]) with { OmitZero = true },
        '*' => Merging(text[..^1]) with { KeepEmpty = true },
        _ => Merging(text),
    };

    private Shape Merging(string text)
    {
        string[] parts = text.Split('~', 2);
        Shape shape = Value(parts[0]);
        return parts.Length == 2 ? shape with { MergeKey = parts[1] } : shape;
    }

    private Shape Value(string text)
    {
        if (text.StartsWith('[')) return List(text);
        if (text.StartsWith("map:", StringComparison.Ordinal)) return new Shape(ShapeKind.Map) { Form = ValueForm.Map, Element = Value(text["map:".Length..]) };
        if (text.StartsWith("atomic:", StringComparison.Ordinal)) return Value(text["atomic:".Length..]) with { Kind = ShapeKind.Atomic };
        return text switch
        {
            "string" or "time" or "microtime" or "bytes" => Scalar(text, "string"),
            "int" or "long" or "double" => Scalar(text, "numeric"),
            "bool" => Scalar(text, "boolean"),
            "quantity" or "intstr" => Scalar(text, ""),
            "any" => Shape.Any,
            _ => Type(text),
        };
    }

    private static Shape Scalar(string type, string scalar) => new(ShapeKind.Scalar) { Type = type, Form = ValueForm.Scalar, Scalar = scalar };

    private Shape List(string text)
    {
        int end = text.LastIndexOf(']');
        string rest = text[(end + 1)..];
        Shape list = new(ShapeKind.Atomic) { Form = ValueForm.List, Element = Value(text[1..end]) };
        if (rest is "" or "atomic") return list;
        if (rest == "set") return list with { Kind = ShapeKind.Set };
        string[][] keys = [.. rest.Split(',').Select(key => key.Split(':'))];
        return list with
        {
            Kind = ShapeKind.KeyedList,
            Keys = [.. keys.Select(key => key[0])],
            KeyDefaults = keys.Where(key => key.Length == 2).ToDictionary(key => key[0], key => key[1]),
            MergeKey = keys[0][0],
        };
    }
}
