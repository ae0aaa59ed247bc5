namespace DevCluster.Api.Schemas;

/// <summary>What strategic merge patch and server-side apply must know about a value: how it merges, and the same of its parts.</summary>
internal sealed record Shape(ShapeKind Kind)
{
    private static readonly Dictionary<string, Shape> NoFields = [];

    public static readonly Shape Any = new(ShapeKind.Any);

    /// <summary>A part of a built-in kind that the table leaves out: an object in it is a struct, a list in it is one value.</summary>
    public static readonly Shape Loose = new(ShapeKind.Any) { Named = true };

    public static readonly Shape Atomic = new(ShapeKind.Atomic);

    /// <summary>What the value is in Go, whether or not its parts have owners of their own.</summary>
    public ValueForm Form { get; init; }

    /// <summary>The name of a struct's type, or string, int, long, bool, double, time, microtime, quantity, intstr or bytes.</summary>
    public string Type { get; init; } = "";

    /// <summary>Go writes the field even when nobody sent it.</summary>
    public bool Always { get; init; }

    /// <summary>Go leaves the field out when it is 0 or false.</summary>
    public bool OmitZero { get; init; }

    /// <summary>Go writes the text even when it is empty.</summary>
    public bool KeepEmpty { get; init; }

    public IReadOnlyDictionary<string, Shape> Fields { get; init; } = NoFields;

    /// <summary>The shape of map values without a field of their own, or of list items.</summary>
    public Shape? Element { get; init; }

    /// <summary>Whether all keys are field names, as in a struct; they never count as owned themselves.</summary>
    public bool Named { get; init; }

    /// <summary>Whether undeclared fields are an error of apply.</summary>
    public bool Closed { get; init; }

    /// <summary>The fields that tell the items of a keyed list apart in apply.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The field by which strategic merge patch joins list items; "" joins scalars.</summary>
    public string? MergeKey { get; init; }

    /// <summary>string, number, boolean, or "" for any scalar.</summary>
    public string Scalar { get; init; } = "";

    /// <summary>The values that keys have where an item leaves them out.</summary>
    public IReadOnlyDictionary<string, string> KeyDefaults { get; init; } = new Dictionary<string, string>();

    public bool IsField(string name) => Fields.ContainsKey(name) || (Named && Element is null);

    public Shape Of(string name) => Fields.TryGetValue(name, out Shape? field) ? field : Element ?? (Named ? Loose : Any);
}
