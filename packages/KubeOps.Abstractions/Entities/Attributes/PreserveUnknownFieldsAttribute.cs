namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Keeps fields that the schema does not name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
public class PreserveUnknownFieldsAttribute : Attribute;
