namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The property must be present.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public class RequiredAttribute : Attribute;
