using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Reads the names and the scope of entities from their attributes.</summary>
public static class Entities
{
    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata<TEntity>() => ToEntityMetadata(typeof(TEntity));

    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata(Type entityType)
    {
        KubernetesEntityAttribute entity = entityType.GetCustomAttribute<KubernetesEntityAttribute>() ?? throw NoEntity();
        EntityScope scope = entityType.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced;
        return (Names(entityType, entity.Kind, entity.ApiVersion, entity.Group, entity.PluralName), scope.ToString());
    }

    public static (EntityMetadata Metadata, string Scope) ToEntityMetadata(this MetadataLoadContext context, Type entityType)
    {
        Type type = context.GetContextType(entityType);
        CustomAttributeData entity = type.GetCustomAttributeData<KubernetesEntityAttribute>() ?? throw NoEntity();
        EntityScope scope = type.GetCustomAttributeData<EntityScopeAttribute>()
            ?.GetCustomAttributeCtorArg<EntityScope>(context, 0) ?? EntityScope.Namespaced;
        return (Names(type, Named("Kind"), Named("ApiVersion"), Named("Group"), Named("PluralName")), scope.ToString());

        string? Named(string name) => entity.GetCustomAttributeNamedArg<string>(context, name);
    }

    private static EntityMetadata Names(Type type, string? kind, string? version, string? group, string? plural) =>
        new(Defaulted(kind, type.Name), Defaulted(version, "v1"), group, plural);

    private static string Defaulted(string? value, string fallback) => string.IsNullOrWhiteSpace(value) ? fallback : value;

    private static ArgumentException NoEntity() => new("The given type is not a valid Kubernetes entity.");
}
