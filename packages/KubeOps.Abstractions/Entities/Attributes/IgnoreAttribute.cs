namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Leaves the property or the entity out of what is transpiled.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public class IgnoreAttribute : Attribute;
