using System.Reflection;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Kubernetes;

namespace KubeOps.Transpiler;

/// <summary>Turns entities into custom resource definitions.</summary>
public static class Crds
{
    public static V1CustomResourceDefinition Transpile(
        this MetadataLoadContext context, Type type, IInheritedAttributeResolver? inheritedAttributeResolver = null)
    {
        if (inheritedAttributeResolver is not null)
            throw new NotSupportedException("KubeOps subset: attributes that derive from KubeOps' own are not read.");

        Type entity = context.GetContextType(type);
        (EntityMetadata names, string scope) = context.ToEntityMetadata(entity);
        V1CustomResourceDefinition definition = new V1CustomResourceDefinition { Spec = new() }.Initialize();
        definition.Metadata.Name = $"{names.PluralName}.{names.Group}";
        definition.Spec.Group = names.Group;
        definition.Spec.Scope = scope;
        definition.Spec.Names = new()
        {
            Kind = names.Kind,
            ListKind = names.ListKind,
            Singular = names.SingularName,
            Plural = names.PluralName,
            ShortNames = OrNull(entity.GetCustomAttributeData<KubernetesEntityShortNamesAttribute>()
                ?.GetCustomAttributeCtorArrayArg<string>(0)),
        };
        definition.Spec.Versions =
        [
            new()
            {
                Name = names.Version,
                Served = true,
                Storage = true,
                Subresources = Subresources(context, entity),
                Schema = new() { OpenAPIV3Schema = new SchemaMapper(context).MapEntity(entity) },
                AdditionalPrinterColumns = OrNull([.. PrinterColumns.Of(context, entity)]),
            },
        ];
        return definition;
    }

    public static IEnumerable<V1CustomResourceDefinition> Transpile(
        this MetadataLoadContext context, IEnumerable<Type> types, IInheritedAttributeResolver? inheritedAttributeResolver = null) =>
        types
            .Select(context.GetContextType)
            .Where(type => IsOwnEntity(context, type))
            .Select(type => (
                Definition: context.Transpile(type, inheritedAttributeResolver),
                IsStored: type.GetCustomAttributeData<StorageVersionAttribute>() is not null))
            .GroupBy(version => version.Definition.Metadata.Name)
            .Select(Merge);

    private static bool IsOwnEntity(MetadataLoadContext context, Type type) =>
        type.Assembly != context.GetContextType<KubernetesEntityAttribute>().Assembly
        && type.GetCustomAttributeData<KubernetesEntityAttribute>() is not null
        && type.GetCustomAttributeData<IgnoreAttribute>() is null;

    private static V1CustomResourceDefinition Merge(IGrouping<string, (V1CustomResourceDefinition Definition, bool IsStored)> versions)
    {
        if (versions.Count(version => version.IsStored) > 1)
            throw new ArgumentException("There are multiple stored versions on an entity.");

        foreach ((V1CustomResourceDefinition definition, bool isStored) in versions) definition.Spec.Versions[0].Storage = isStored;
        V1CustomResourceDefinition merged = versions.First().Definition;
        merged.Spec.Versions =
        [
            .. versions.Select(version => version.Definition.Spec.Versions[0])
                .OrderByDescending(version => version.Name, new KubernetesVersionComparer()),
        ];
        if (!versions.Any(version => version.IsStored)) merged.Spec.Versions[0].Storage = true;
        return merged;
    }

    private static V1CustomResourceSubresources? Subresources(MetadataLoadContext context, Type entity)
    {
        bool hasStatus = entity.GetProperty("Status") is not null || entity.GetProperty("status") is not null;
        CustomAttributeData? scale = entity.GetCustomAttributeData<ScaleSubresourceAttribute>();
        if (!hasStatus && scale is null) return null;
        return new()
        {
            Status = hasStatus ? new() : null,
            Scale = scale is null ? null : new()
            {
                SpecReplicasPath = scale.GetCustomAttributeCtorArg<string>(context, 0),
                StatusReplicasPath = scale.GetCustomAttributeCtorArg<string>(context, 1),
                LabelSelectorPath = scale.GetCustomAttributeCtorArg<string>(context, 2),
            },
        };
    }

    private static IList<T>? OrNull<T>(IList<T>? list) => list is { Count: > 0 } ? list : null;
}
