namespace FineTune.Storage;

/// <summary>When a write may happen.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(bool ifAbsent, string? eTag)
    {
        MustBeAbsent = ifAbsent;
        ETag = eTag;
    }

    /// <summary>Always.</summary>
    public static WriteCondition Always => default;

    /// <summary>Only when there is no such object.</summary>
    public static WriteCondition IfAbsent => new(true, null);

    /// <summary>Whether the object must be absent.</summary>
    public bool MustBeAbsent { get; }

    /// <summary>The tag the object must have.</summary>
    public string? ETag { get; }

    /// <summary>Only when the object still has this tag.</summary>
    public static WriteCondition IfETag(string eTag) => new(false, eTag);
}
