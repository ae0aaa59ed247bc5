namespace DevCluster.Api.Protobuf;

/// <summary>Which field of a type has which number, from the table FieldNumbers.txt.</summary>
internal static class FieldNumbers
{
    private static readonly Dictionary<string, Dictionary<int, string>> Types = Read();

    /// <summary>Null for a number, or a type, that the table leaves out.</summary>
    public static string? Name(string type, int number) => Types.TryGetValue(type, out Dictionary<int, string>? fields) ? fields.GetValueOrDefault(number) : null;

    private static Dictionary<string, Dictionary<int, string>> Read()
    {
        using StreamReader reader = new(typeof(FieldNumbers).Assembly.GetManifestResourceStream("FieldNumbers.txt")!);
        Dictionary<string, Dictionary<int, string>> types = [];
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!line.StartsWith('#') && parts.Length > 0) types[parts[0]] = Fields(parts[1..]);
        }

        return types;
    }

    private static Dictionary<int, string> Fields(string[] parts)
    {
        Dictionary<int, string> fields = [];
        int next = 1;
        foreach (string part in parts)
        {
            if (int.TryParse(part, out int number)) next = number;
            else fields[next++] = part;
        }

        return fields;
    }
}
