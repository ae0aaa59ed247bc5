using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;

namespace KubeOps.Transpiler;

/// <summary>Writes what the attributes of a property say into its schema.</summary>
internal static class PropertyAttributes
{
    public static void Apply(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        Describe(context, property, schema);
        Bound(context, property, schema);
        Value(context, property, schema);
        Merge(context, property, schema);
        Keep(property, schema);
        AttributeValues.AddRules(context, [.. property.GetCustomAttributesData<ValidationRuleAttribute>()], schema);
    }

    private static void Describe(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        schema.Description ??= Find<DescriptionAttribute>(property)?.GetCustomAttributeCtorArg<string>(context, 0);
        schema.Title ??= Find<TitleAttribute>(property)?.GetCustomAttributeCtorArg<string>(context, 0);
        if (Find<ExternalDocsAttribute>(property) is { } docs)
        {
            schema.ExternalDocs = new()
            {
                Url = docs.GetCustomAttributeCtorArg<string>(context, 0),
                Description = docs.GetCustomAttributeCtorArg<string>(context, 1),
            };
        }
    }

    private static void Bound(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (Find<ItemsAttribute>(property) is { } items) (schema.MinItems, schema.MaxItems) = Limits(context, items);
        if (Find<LengthAttribute>(property) is { } length) (schema.MinLength, schema.MaxLength) = Limits(context, length);
        if (Find<PropertyLimitsAttribute>(property) is { } count) (schema.MinProperties, schema.MaxProperties) = Limits(context, count);
        if (Find<MultipleOfAttribute>(property) is { } multiple) schema.MultipleOf = multiple.GetCustomAttributeCtorArg<double>(context, 0);
        if (Find<PatternAttribute>(property) is { } pattern) schema.Pattern = pattern.GetCustomAttributeCtorArg<string>(context, 0);
        if (Find<RangeMaximumAttribute>(property) is { } maximum)
        {
            schema.Maximum = maximum.GetCustomAttributeCtorArg<double>(context, 0);
            schema.ExclusiveMaximum = maximum.GetCustomAttributeCtorArg<bool>(context, 1);
        }

        if (Find<RangeMinimumAttribute>(property) is { } minimum)
        {
            schema.Minimum = minimum.GetCustomAttributeCtorArg<double>(context, 0);
            schema.ExclusiveMinimum = minimum.GetCustomAttributeCtorArg<bool>(context, 1);
        }
    }

    private static void Value(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (Find<EnumValuesAttribute>(property) is { } values) schema.EnumProperty = AttributeValues.Many(values);
        if (Find<DefaultValueAttribute>(property) is { } fallback) schema.DefaultProperty = AttributeValues.Single(fallback);
        if (Find<ExampleAttribute>(property) is { } example) schema.Example = AttributeValues.Single(example);
        if (Find<FormatAttribute>(property) is { } format) schema.Format = format.GetCustomAttributeCtorArg<string>(context, 0);
    }

    private static void Merge(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (Find<XListTypeAttribute>(property) is { } list)
        {
            schema.XKubernetesListType = list.GetCustomAttributeCtorArg<XListType>(context, 0) switch
            {
                XListType.Set => "set",
                XListType.Map => "map",
                _ => "atomic",
            };
        }

        if (Find<XListMapKeysAttribute>(property) is { } keys) schema.XKubernetesListMapKeys = keys.GetCustomAttributeCtorArrayArg<string>(0);
        if (Find<XMapTypeAttribute>(property) is { } map)
            schema.XKubernetesMapType = map.GetCustomAttributeCtorArg<XMapType>(context, 0) == XMapType.Atomic ? "atomic" : "granular";
    }

    private static void Keep(PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (Find<PreserveUnknownFieldsAttribute>(property) is not null) schema.XKubernetesPreserveUnknownFields = true;
        if (Find<EmbeddedResourceAttribute>(property) is null) return;
        schema.XKubernetesEmbeddedResource = true;
        schema.XKubernetesPreserveUnknownFields = true;
        schema.Type = "object";
        schema.Properties = null;
    }

    private static CustomAttributeData? Find<TAttribute>(PropertyInfo property)
        where TAttribute : Attribute => property.GetCustomAttributeData<TAttribute>();

    private static (long? Minimum, long? Maximum) Limits(MetadataLoadContext context, CustomAttributeData attribute)
    {
        return (Limit(0), Limit(1));

        // -1 is the attributes' word for "no bound".
        long? Limit(int index) => attribute.GetCustomAttributeCtorArg<long>(context, index) is var value and >= 0 ? value : null;
    }
}
