namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How many properties the object may hold.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PropertyLimitsAttribute(long minProperties = -1, long maxProperties = -1) : Attribute
{
    public long? MinProperties { get; } = minProperties < 0 ? null : minProperties;

    public long? MaxProperties { get; } = maxProperties < 0 ? null : maxProperties;
}
