namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Marks the version of the entity that the API server stores.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class StorageVersionAttribute : Attribute;
