namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>Whether the entity lives in a namespace or in the cluster.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class EntityScopeAttribute(EntityScope scope = EntityScope.Namespaced) : Attribute
{
    public EntityScope Scope { get; } = scope;
}
