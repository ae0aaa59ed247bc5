namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The format of the value; null removes the one that the type implies.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormatAttribute(string? format) : Attribute
{
    public string? Format { get; } = format;
}
