namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How long the text may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class LengthAttribute(long minLength = -1, long maxLength = -1) : Attribute
{
    public long? MinLength { get; } = minLength < 0 ? null : minLength;

    public long? MaxLength { get; } = maxLength < 0 ? null : maxLength;
}
