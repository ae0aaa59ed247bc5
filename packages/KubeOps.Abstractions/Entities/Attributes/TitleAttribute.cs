namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The title that the schema carries.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public class TitleAttribute(string title) : Attribute
{
    public string Title { get; } = title;
}
