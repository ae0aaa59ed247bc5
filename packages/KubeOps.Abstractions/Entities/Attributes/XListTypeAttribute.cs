namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>How the API server merges the list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class XListTypeAttribute(XListType listType) : Attribute
{
    public XListType ListType { get; } = listType;
}
