namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How many items the list may hold.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ItemsAttribute(long minItems = -1, long maxItems = -1) : Attribute
{
    public long? MinItems { get; } = minItems < 0 ? null : minItems;

    public long? MaxItems { get; } = maxItems < 0 ? null : maxItems;
}
