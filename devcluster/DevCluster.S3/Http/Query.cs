namespace DevCluster.S3.Http;

/// <summary>A request's query, decoded, in the order it came.</summary>
internal sealed class Query
{
    private Query(IReadOnlyList<(string Name, string Value)> pairs) => Pairs = pairs;

    public IReadOnlyList<(string Name, string Value)> Pairs { get; }

    public string? this[string name] => Pairs.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault();

    public static Query Parse(string text) => new([.. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)]);

    public bool Has(string name) => Pairs.Any(pair => pair.Name == name);

    private static (string Name, string Value) Pair(string text)
    {
        int equals = text.IndexOf('=');
        return equals < 0 ? (PercentCode.Decode(text, query: true), "")
            : (PercentCode.Decode(text[..equals], query: true), PercentCode.Decode(text[(equals + 1)..], query: true));
    }
}
