using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Writes what the attributes of a type say into its schema.</summary>
internal static class TypeAttributes
{
    public static void Apply(MetadataLoadContext context, Type type, V1JSONSchemaProps schema)
    {
        schema.Title ??= Text<TitleAttribute>(type);
        schema.Description ??= Text<DescriptionAttribute>(type);
        if (type.GetCustomAttributeData<PreserveUnknownFieldsAttribute>() is not null) schema.XKubernetesPreserveUnknownFields = true;
        if (type.GetCustomAttributeData<DefaultValueAttribute>() is { } fallback)
            schema.DefaultProperty = AttributeValues.Single(fallback);
        CustomAttributeData[] rules = [.. type.GetCustomAttributesData<ValidationRuleAttribute>()];
        SchemaChecks.CheckRules(context, type, rules);
        AttributeValues.AddRules(context, rules, schema);

        string? Text<TAttribute>(Type source)
            where TAttribute : Attribute =>
            source.GetCustomAttributeData<TAttribute>()?.GetCustomAttributeCtorArg<string>(context, 0);
    }
}
