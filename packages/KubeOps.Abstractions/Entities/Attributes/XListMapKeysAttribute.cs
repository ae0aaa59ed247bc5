namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The keys that identify an item of a list of type map.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class XListMapKeysAttribute(params string[] keys) : Attribute
{
    public string[] Keys { get; } = keys;
}
