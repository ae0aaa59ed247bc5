namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>A link to documentation outside of the schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ExternalDocsAttribute(string url, string? description = null) : Attribute
{
    public string Url { get; } = url;

    public string? Description { get; } = description;
}
