namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The description that the schema carries.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public class DescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}
