namespace DevCluster.Api.Schemas;

/// <summary>The shapes of the built-in kinds, from the table BuiltInTypes.txt.</summary>
internal static class BuiltInShapes
{
    private static readonly IReadOnlyDictionary<string, Shape> Shapes = new ShapeTable(Table()).Read();
    private static readonly Shape Unknown = new(ShapeKind.Map) { Named = true, Fields = new Dictionary<string, Shape> { ["metadata"] = Shapes["ObjectMeta"] } };

    public static Shape Metadata => Shapes["ObjectMeta"];

    /// <summary>Every type by its name.</summary>
    public static IReadOnlyDictionary<string, Shape> All => Shapes;

    /// <summary>The shape of a kind; one that the table leaves out merges objects and replaces lists.</summary>
    public static Shape Of(string apiVersion, string kind) => Find(apiVersion, kind) ?? Unknown;

    /// <summary>Null for a kind that is not built in.</summary>
    public static Shape? Find(string apiVersion, string kind)
        => Shapes.TryGetValue(NameOf(apiVersion, kind), out Shape? shape) && shape.Fields.ContainsKey("metadata") ? shape : null;

    /// <summary>Two kinds share the name Event.</summary>
    private static string NameOf(string apiVersion, string kind) => kind == "Event" && apiVersion.StartsWith("events.k8s.io/", StringComparison.Ordinal) ? "EventsEvent" : kind;

    private static string Table()
    {
        using StreamReader reader = new(typeof(BuiltInShapes).Assembly.GetManifestResourceStream("BuiltInTypes.txt")!);
        return reader.ReadToEnd();
    }
}
