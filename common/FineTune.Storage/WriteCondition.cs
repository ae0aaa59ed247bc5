namespace FineTune.Storage;

/// <summary>What must be true of an object at the moment it is written.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(bool absent, string? tag) => (MustBeAbsent, Tag) = (absent, tag);

    /// <summary>Write whatever is there.</summary>
    public static WriteCondition Always => default;

    /// <summary>Write only where there is no object yet.</summary>
    public static WriteCondition IfAbsent => new(absent: true, tag: null);

    /// <summary>Whether no object may be there.</summary>
    public bool MustBeAbsent { get; }

    /// <summary>The tag the object must have; null for any.</summary>
    public string? Tag { get; }

    /// <summary>Write only over this version.</summary>
    public static WriteCondition IfETag(string tag) => new(absent: false, tag);
}
