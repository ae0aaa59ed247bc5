namespace DevCluster.Api.Schemas;

/// <summary>Reads the table of built-in shapes; a type may stand before or after its use.</summary>
internal sealed class ShapeTable(string table)
{
    private readonly Dictionary<string, string[]> _lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(parts => parts[0].TrimEnd('!'));

    private readonly Dictionary<string, Shape> _types = new() { ["Loose"] = Shape.Loose, [""] = Shape.Loose };

    public IReadOnlyDictionary<string, Shape> Read()
    {
        foreach (string name in _lines.Keys) Type(name);
        return _types;
    }

    private Shape Type(string name)
    {
        if (_types.TryGetValue(name, out Shape? known)) return known;
        string[] line = _lines[name];
        Dictionary<string, Shape> fields = [];
        foreach (string part in line.Skip(1))
        {
            string[] pair = part.Split('=', 2);
            fields[pair[0]] = Field(pair[1]);
        }

        return _types[name] = new Shape(ShapeKind.Map) { Fields = fields, Named = true, Closed = line[0].EndsWith('!') };
    }

    private Shape Field(string text)
    {
        string[] parts = text.Split('~', 2);
        Shape shape = parts[0] switch
        {
            "atomic" => Shape.Atomic,
            "set" => new Shape(ShapeKind.Set),
            "map" => new Shape(ShapeKind.Map) { Element = new Shape(ShapeKind.Scalar) },
            "map:string" => new Shape(ShapeKind.Map) { Element = new Shape(ShapeKind.Scalar) { Scalar = "string" } },
            "string" or "boolean" => new Shape(ShapeKind.Scalar) { Scalar = parts[0] },
            ['[', ..] => Keyed(parts[0]),
            _ => Type(parts[0]),
        };
        return parts.Length == 2 ? shape with { MergeKey = parts[1] } : shape;
    }

    private Shape Keyed(string text)
    {
        int end = text.IndexOf(']', StringComparison.Ordinal);
        string[][] keys = [.. text[(end + 1)..].Split(',').Select(key => key.Split(':'))];
        return new Shape(ShapeKind.KeyedList)
        {
            Element = Type(text[1..end]),
            Keys = [.. keys.Select(key => key[0])],
            KeyDefaults = keys.Where(key => key.Length == 2).ToDictionary(key => key[0], key => key[1]),
            MergeKey = keys[0][0],
        };
    }
}
