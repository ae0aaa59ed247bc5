namespace DevCluster.Api.Schemas;

/// <summary>How a value takes part in merging and in field ownership.</summary>
internal enum ShapeKind
{
    /// <summary>No type is declared: objects merge, everything else is one value.</summary>
    Any,

    /// <summary>A string, number or boolean.</summary>
    Scalar,

    /// <summary>An object whose parts have owners of their own.</summary>
    Map,

    /// <summary>A list of different scalars.</summary>
    Set,

    /// <summary>A list of objects that are told apart by key fields.</summary>
    KeyedList,

    /// <summary>An object or list that has one owner as a whole.</summary>
    Atomic,
}
