namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Asks for unique items; a structural schema refuses it, and so does the transpiler.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class UniqueItemsAttribute : Attribute;
